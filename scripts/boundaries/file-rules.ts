import type { SourceFile } from './source-file.ts';

/** The sentence that says what is wrong, or null. */
type FileRule = (file: SourceFile) => string | null;

const syntax: FileRule = ({ syntaxError }) => syntaxError;

/** A longer file holds more than one thing. */
const lineCountMax = 400;

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const languageTag = /^[a-z]{2}-[A-Z]{2}$/;
const emptyNames = ['util', 'utils', 'common', 'helper', 'helpers', 'shared', 'core', 'misc'];
const emptySuffix = new RegExp(`-(${emptyNames.join('|')})$`);

const size: FileRule = ({ path, lineCount }) =>
  lineCount > lineCountMax && !path.includes('.generated.') ? `${lineCount} lines; more than ${lineCountMax} is more than one thing` : null;

const names: FileRule = ({ path }) => {
  for (const [index, segment] of path.split('/').entries()) {
    const isFolder = index < path.split('/').length - 1;
    // quota.test.ts, formula-parser.generated.ts: every part between the dots is a name.
    for (const part of isFolder ? [segment] : segment.split('.')) {
      if (!kebabCase.test(part) && !languageTag.test(part)) return `"${part}" is not in kebab-case`;
      if (emptyNames.includes(part) || emptySuffix.test(part)) return `"${part}" says nothing; name the file for what it holds`;
    }
  }
  return null;
};

export const fileRules: readonly FileRule[] = [syntax, size, names];
