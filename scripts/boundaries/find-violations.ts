import { fileRules } from './file-rules.ts';
import { homeOf, resolveImport } from './home.ts';
import { findCycles } from './import-cycles.ts';
import { importRules } from './import-rules.ts';
import { readSourceFile } from './source-file.ts';

export interface Violation {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** Every break of the rules of the house in a set of files, by path and line. */
export function findViolations(texts: ReadonlyMap<string, string>): Violation[] {
  const violations: Violation[] = [];
  const importsOf = new Map<string, string[]>();

  for (const [path, text] of texts) {
    const file = readSourceFile(path, text);
    const from = homeOf(path);
    const targets: string[] = [];
    for (const rule of fileRules) {
      const message = rule(file);
      if (message !== null) violations.push({ path, line: 1, message });
    }
    for (const { specifier, manner, line } of file.imports) {
      const to = resolveImport(path, specifier);
      if (to === null) continue;
      // A type knows what it is made of both ways (a plan and the walker that runs it); what runs must not (ADR 10).
      if (to.file !== null && manner !== 'type') targets.push(to.file);
      for (const rule of importRules) {
        const message = rule({ path, from, to, manner });
        if (message !== null) violations.push({ path, line, message });
      }
    }
    importsOf.set(path, targets);
  }

  for (const cycle of findCycles(importsOf)) {
    const [path = ''] = cycle;
    violations.push({ path, line: 1, message: `import cycle: ${[...cycle, path].join(' → ')}` });
  }
  return violations.toSorted((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1));
}
