import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const roots = ['packages', 'apps', 'schemes', 'docs', 'scripts', 'bench', 'e2e'];
const foreignFolders = new Set(['node_modules', 'dist', 'coverage', 'reports', 'bench/peers']);

/** The files of our own code, by their path from the root of the repository. */
export function listSourceTree(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile() || roots.includes(entry.name))
    .flatMap((entry) => (entry.isFile() ? [entry.name] : listFolder(root, entry.name)));
}

function listFolder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.name.startsWith('.') || foreignFolders.has(entry.name) || foreignFolders.has(path)) return [];
    return entry.isDirectory() ? listFolder(root, path) : [path];
  });
}
