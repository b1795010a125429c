import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const PEERS = join(import.meta.dirname, 'peers');
const OFFICE = '/usr/bin/soffice';
const OFFICE_COMMAND = 'apt-get update && apt-get install -y --no-install-recommends libreoffice-calc';

/** What a peer lacks, as a sentence for the person at the terminal; `null` when it can run. */
export type Lack = string | null;

export function ensureNpmPeers({ mayInstall }: { mayInstall: boolean }): Lack {
  if (npmPeersAreInstalled()) return null;
  if (!mayInstall) return 'packages are missing: npm ci --prefix bench/peers';
  console.log('Installing the peers (npm ci in bench/peers)');
  try {
    execFileSync('npm', ['ci', '--loglevel=error'], { cwd: PEERS, stdio: ['ignore', 'ignore', 'inherit'] });
  } catch {
    return 'npm ci failed in bench/peers';
  }
  return npmPeersAreInstalled() ? null : 'npm ci left a package out in bench/peers';
}

export function ensureLibreOffice({ mayInstall }: { mayInstall: boolean }): Lack {
  if (existsSync(OFFICE)) return null;
  const isDebian = existsSync('/etc/debian_version');
  const isRoot = process.getuid?.() === 0;
  if (!mayInstall || !isDebian || !isRoot) return `LibreOffice Calc is missing. As root on Debian: ${OFFICE_COMMAND}`;
  console.log(`Installing LibreOffice Calc (${OFFICE_COMMAND})`);
  try {
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    execFileSync('sh', ['-c', OFFICE_COMMAND], { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  } catch {
    return `LibreOffice Calc could not be installed: ${OFFICE_COMMAND}`;
  }
  return existsSync(OFFICE) ? null : 'LibreOffice Calc was installed without /usr/bin/soffice';
}

/** Every pinned version is the one on disk, so that a changed pin is never measured with the old package. */
function npmPeersAreInstalled(): boolean {
  const { dependencies } = readJson(join(PEERS, 'package.json')) as { dependencies: Record<string, string> };
  return Object.entries(dependencies).every(([name, version]) => {
    const manifest = join(PEERS, 'node_modules', name, 'package.json');
    return existsSync(manifest) && (readJson(manifest) as { version: string }).version === version;
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
