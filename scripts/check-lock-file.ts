/** Installations are the same everywhere: every version is exact, and the lock file records no address to download from. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const faults: string[] = [];

const addresses = read('package-lock.json').match(/"resolved": "[a-z+]+:.*"/g) ?? [];
if (addresses.length > 0) faults.push(`package-lock.json: ${addresses.length} download addresses, beginning with ${addresses[0]}`);

for (const path of ['package.json', ...globSync('{packages,apps}/*/package.json', { cwd: root })]) {
  const manifest = JSON.parse(read(path)) as Manifest;
  const versions = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
  for (const [name, version] of Object.entries(versions)) {
    // Packages of the tree itself are linked, whatever their version says.
    if (!name.startsWith('@kaoji/') && !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) faults.push(`${path}: ${name} ${version} is not exact`);
  }
}

if (faults.length > 0) {
  console.log(faults.join('\n'));
  process.exitCode = 1;
}
