import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { installationFault, pinnedNodeFault } from './installation.js';

const lockFile = {
  packages: {
    '': { name: 'kaoji' },
    'node_modules/@kaoji/engine': { resolved: 'packages/engine', link: true },
    'node_modules/node': { version: '24.21.0' },
    'node_modules/yaml': { version: '2.9.1' },
    'node_modules/for-another-platform': { version: '1.0.0', optional: true },
    'packages/engine': { version: '0.1.0' },
  },
};

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kaoji-installation-'));
  write('package-lock.json', JSON.stringify(lockFile));
  write('node_modules/.package-lock.json', JSON.stringify({ packages: { ...lockFile.packages, 'node_modules/for-another-platform': {} } }));
  write('node_modules/node/bin/node', '#!/bin/sh\necho v24.21.0\n');
  write('node_modules/yaml/package.json', '{}');
  write('node_modules/@kaoji/engine/package.json', '{}');
  chmodSync(join(root, 'node_modules/node/bin/node'), 0o755);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('what npm installed from this lock file is good, without the packages for other platforms', () => {
  expect(installationFault(root)).toBeNull();
});

test('nothing is installed where node_modules is missing or the installation was broken off', () => {
  rmSync(join(root, 'node_modules/.package-lock.json'));
  expect(installationFault(root)).toBe('nothing is installed yet');
});

test('an older version is not the locked one', () => {
  const older = { ...lockFile.packages, 'node_modules/yaml': { version: '2.9.0' } };
  write('node_modules/.package-lock.json', JSON.stringify({ packages: older }));
  expect(installationFault(root)).toBe('node_modules/yaml is not the locked one');
});

test('a package that was deleted by hand is missed', () => {
  rmSync(join(root, 'node_modules/@kaoji/engine'), { recursive: true });
  expect(installationFault(root)).toBe('node_modules/@kaoji/engine is not the locked one');
});

test('a pinned Node that cannot start says why', () => {
  expect(pinnedNodeFault(root)).toBeNull();
  write('node_modules/node/bin/node', '#!/bin/sh\necho "error while loading shared libraries: libatomic.so.1" >&2\nexit 127\n');
  expect(pinnedNodeFault(root)).toContain('libatomic.so.1');
});
