#!/usr/bin/env node
/**
 * Starts the command line. Kaoji is TypeScript run from source, which needs a Node that strips types (22.18 or later);
 * the tree pins one as the npm package `node`. So that `kaoji` also works where the machine's own Node is older, this file
 * is plain JavaScript for Node 20 and starts itself again on the pinned one.
 */
const oldestMajor = 20;

if (Number(process.versions.node.split('.')[0]) < oldestMajor) {
  stop(
    `考绩需要 Node.js ${oldestMajor} 或更高版本，当前是 ${process.version}。`,
    `Kaoji needs Node.js ${oldestMajor} or later; this is ${process.version}.`,
  );
} else if (process.features.typescript) {
  await keepCompiledCode();
  await import('../src/main.ts');
} else {
  await startOnPinnedNode();
}

/** Compiled modules are kept per user, which halves the time a command takes to start. */
async function keepCompiledCode() {
  const [module, os, path] = await Promise.all([import('node:module'), import('node:os'), import('node:path')]);
  try {
    module.enableCompileCache(path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'kaoji', 'compiled'));
  } catch {
    // A user without a home folder starts a little slower, and needs to know nothing of it.
  }
}

async function startOnPinnedNode() {
  const [{ spawn }, { realpathSync }, { createRequire }, { fileURLToPath }] = await Promise.all([
    import('node:child_process'),
    import('node:fs'),
    import('node:module'),
    import('node:url'),
  ]);
  let pinnedNode;
  try {
    pinnedNode = realpathSync(createRequire(import.meta.url).resolve('node/bin/node'));
  } catch {
    stop('还没有安装依赖：请在考绩的目录里运行 npm ci。', 'Not installed yet: run npm ci in the folder of Kaoji.');
    return;
  }
  if (pinnedNode === process.execPath) {
    stop('NODE_OPTIONS 关闭了类型擦除，请去掉该设置。', 'NODE_OPTIONS switches type stripping off; remove that setting.');
    return;
  }
  // A signal sent to this process alone has to reach the child, and this process must outlive it to pass on how it ended.
  // The handlers stand before the child does: it may be known, and be signalled, before spawn returns here.
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGHUP', 'SIGINT', 'SIGTERM'];
  /** @param {NodeJS.Signals} signal */
  const forward = (signal) => child.kill(signal);
  for (const signal of signals) process.on(signal, forward);
  const child = spawn(pinnedNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  child.on('error', ({ message }) => stop(`无法启动 ${pinnedNode}：${message}`, `Cannot start ${pinnedNode}: ${message}`));
  child.on('exit', (code, signal) => {
    for (const each of signals) process.off(each, forward);
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}

/**
 * @param {string} chinese
 * @param {string} english
 */
function stop(chinese, english) {
  console.error(`${chinese}\n${english}`);
  process.exitCode = 1;
}
