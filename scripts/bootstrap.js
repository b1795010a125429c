/**
 * `node scripts/bootstrap.js <file> [argument…]`: installs what package-lock.json says if that is not what is there, then runs
 * the file on the pinned Node. Needs Node 20 and npm, nothing else; once installed it needs no network.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { installationFault, pinnedNodeFault, pinnedNodePath } from './installation.js';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const binaries = join(root, 'node_modules', '.bin');

installPackages();
installSystemLibraries();
run(pinnedNodePath(root), process.argv.slice(2), [binaries, ...searchPath()]);

function installPackages() {
  const fault = installationFault(root);
  if (fault === null) return;
  console.error(`正在安装依赖（约半分钟，只需一次）。Installing packages, once, about half a minute: ${fault}.`);
  // The installation replaces node_modules and with it the pinned Node, so npm has to run on the machine's own.
  run('npm', ['ci', '--loglevel=error'], searchPath());
}

/** Almost every machine has what Node links to. Root on a bare Debian gets it installed; anybody else is told the one command. */
function installSystemLibraries() {
  const fault = pinnedNodeFault(root);
  if (fault === null) return;
  if (!fault.includes('shared librar') || !existsSync('/etc/debian_version')) stop(`The pinned Node does not run here: ${fault}`);
  const packages = ['libstdc++6', 'libatomic1'];
  if (process.getuid?.() !== 0) stop(`Run this once, then try again:\n  sudo apt-get install --yes ${packages.join(' ')}`);
  run('apt-get', ['update'], searchPath());
  run('apt-get', ['install', '--yes', ...packages], searchPath());
}

/** The search path as it was before npm put the tree's own binaries in front. */
function searchPath() {
  return (process.env.PATH ?? '').split(':').filter((folder) => resolve(folder) !== binaries);
}

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {string[]} folders
 */
function run(command, parameters, folders) {
  const { status, signal, error } = spawnSync(command, parameters, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: folders.join(':') },
  });
  if (error) stop(`Cannot run ${command}: ${error.message}`);
  if (signal) process.kill(process.pid, signal);
  if (status !== 0) process.exit(status ?? 1);
}

/**
 * @param {string} message
 * @returns {never}
 */
function stop(message) {
  console.error(message);
  process.exit(1);
}
