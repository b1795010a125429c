import { parseSync } from 'oxc-parser';

/** `value` is there at run time, `type` disappears before, `lazy` is `import()`. */
type ImportManner = 'value' | 'type' | 'lazy';

export interface Import {
  readonly specifier: string;
  readonly manner: ImportManner;
  readonly line: number;
}

export interface SourceFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly lineCount: number;
  readonly imports: readonly Import[];
  readonly syntaxError: string | null;
}

const codeFile = /\.[cm]?[jt]sx?$/;

export function readSourceFile(path: string, text: string): SourceFile {
  const lineCount = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  if (!codeFile.test(path)) return { path, lineCount, imports: [], syntaxError: null };
  const { module, errors } = parseSync(path, text);

  const imports: Import[] = [];
  const add = (specifier: string, manner: ImportManner, offset: number): void => {
    imports.push({ specifier, manner, line: text.slice(0, offset).split('\n').length });
  };
  for (const { moduleRequest, entries, start } of module.staticImports) {
    add(moduleRequest.value, entries.length > 0 && entries.every(({ isType }) => isType) ? 'type' : 'value', start);
  }
  for (const { moduleRequest, isType, start } of module.staticExports.flatMap(({ entries }) => entries)) {
    if (moduleRequest) add(moduleRequest.value, isType ? 'type' : 'value', start);
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    add(text.slice(moduleRequest.start + 1, moduleRequest.end - 1), 'lazy', start);
  }
  return { path, lineCount, imports, syntaxError: errors[0]?.message ?? null };
}
