import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Plain JavaScript for Node 20: this runs before anything is installed.
 *
 * @typedef {{ version?: string, optional?: boolean, link?: boolean }} LockedPackage
 * @typedef {{ packages: Record<string, LockedPackage> }} LockFile
 */

/** @param {string} root */
export function pinnedNodePath(root) {
  return join(root, 'node_modules', 'node', 'bin', 'node');
}

/**
 * Why the packages under `node_modules` are not those of `package-lock.json`, or null where they are.
 * npm writes what it installed into a lock file of its own at the end of every installation, so an interrupted one has none.
 *
 * @param {string} root
 * @returns {string | null}
 */
export function installationFault(root) {
  const installedPath = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedPath) || !existsSync(pinnedNodePath(root))) return 'nothing is installed yet';
  const locked = readLockFile(join(root, 'package-lock.json'));
  const installed = readLockFile(installedPath);
  for (const [path, { version, optional }] of Object.entries(locked.packages)) {
    // Optional packages are binaries for other platforms; npm leaves them out.
    if (!path.includes('node_modules/') || optional) continue;
    if (installed.packages[path]?.version !== version || !existsSync(join(root, path))) return `${path} is not the locked one`;
  }
  return null;
}

/**
 * @param {string} path
 * @returns {LockFile}
 */
function readLockFile(path) {
  return /** @type {LockFile} */ (JSON.parse(readFileSync(path, 'utf8')));
}

/**
 * Why the pinned Node does not run, in its own words, or null where it does.
 *
 * @param {string} root
 * @returns {string | null}
 */
export function pinnedNodeFault(root) {
  const { status, error, stderr } = spawnSync(pinnedNodePath(root), ['--version'], { encoding: 'utf8' });
  if (status === 0) return null;
  return error?.message ?? stderr;
}
