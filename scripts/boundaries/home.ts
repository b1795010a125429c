import { posix } from 'node:path';

/** Where a file lives: `packages/engine/src/grade/quota.ts` is at home in the package `engine`, at `src/grade/quota.ts`. */
export interface Home {
  readonly kind: 'package' | 'app' | 'tooling';
  readonly name: string;
  /** Inside its home; '' where another home is imported by its name. */
  readonly path: string;
}

/** An import of one of our own files, or of another home of ours by its name. */
export interface ImportTarget {
  readonly home: Home;
  /** Path from the root of the repository where the import says which file it means. */
  readonly file: string | null;
}

const applications = ['server', 'web', 'cli'];

export function homeOf(path: string): Home {
  const [folder = '', name = '', ...rest] = path.split('/');
  if (folder === 'packages') return { kind: 'package', name, path: rest.join('/') };
  if (folder === 'apps') return { kind: 'app', name, path: rest.join('/') };
  return { kind: 'tooling', name: folder, path };
}

/** What an import of ours means, or null for a package from elsewhere. */
export function resolveImport(from: string, specifier: string): ImportTarget | null {
  if (specifier.startsWith('.')) {
    const file = posix.join(posix.dirname(from), specifier);
    return { home: homeOf(file), file };
  }
  const [, name] = /^@kaoji\/([^/]+)/.exec(specifier) ?? [];
  if (name === undefined) return null;
  return { home: { kind: applications.includes(name) ? 'app' : 'package', name, path: '' }, file: null };
}

/** Tests, and what only tests use: tables of cases, slow and obvious oracles, fixtures. */
export function isTest(path: string): boolean {
  return /\.(test|cases|oracle)\.[jt]sx?$/.test(path) || /(^|\/)(test|tests|testing|fixtures|e2e|bench)\//.test(path);
}
