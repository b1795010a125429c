import { visit, type Document, type ErrorCode, type YAMLError } from 'yaml';
import type { DocumentPlace, Problem } from '../problem/problem.ts';

type PlaceAt = (offset: number, length: number) => DocumentPlace;

const tabsListedMax = 10;

const signForProgrammers = '内容以 &、* 或 ! 开头，请给内容加上引号';

/** What the parser means, for somebody who has never heard of YAML. Its own words are kept in English. */
const meanings: Readonly<Record<ErrorCode, string>> = {
  BAD_INDENT: '缩进没有对齐，或者括号没有配对',
  TAB_AS_INDENT: '缩进用了制表符（Tab），应当用空格',
  MISSING_CHAR: '缺少一个符号，多半是引号、括号或逗号没有配对',
  BLOCK_AS_IMPLICIT_KEY: '一行里多写了一个冒号，或者下一行缩进多了',
  BLOCK_IN_FLOW: '花括号、方括号里缺少逗号',
  MULTILINE_IMPLICIT_KEY: '这里应是“名称: 内容”，却没有冒号，或冒号后面没有空格',
  UNEXPECTED_TOKEN: '这里不应有这些内容，多半是缩进不对或括号多了',
  BAD_SCALAR_START: '不能以这个符号开头，请给内容加上引号',
  MULTIPLE_DOCS: '文件里有两份内容（中间隔着 ---），只能有一份',
  BAD_DQ_ESCAPE: '双引号里的反斜杠写法不对，请改用单引号',
  KEY_OVER_1024_CHARS: '名称太长，多半是前面漏了冒号',
  ALIAS_PROPS: signForProgrammers,
  BAD_ALIAS: signForProgrammers,
  BAD_PROP_ORDER: signForProgrammers,
  MULTIPLE_ANCHORS: signForProgrammers,
  MULTIPLE_TAGS: signForProgrammers,
  TAG_RESOLVE_FAILED: signForProgrammers,
  BAD_COLLECTION_TYPE: signForProgrammers,
  BAD_DIRECTIVE: '不能以 % 开头，请给内容加上引号',
  DUPLICATE_KEY: '同一个名称写了两次',
  NON_STRING_KEY: '名称应是文字',
  IMPOSSIBLE: '读不懂这里的写法',
  RESOURCE_EXHAUSTION: '内容太多或层次太深',
};

/** Why a document cannot be read. Full-width signs are named as such where they stand beside the place of an error. */
export function yamlFaults(text: string, document: Document.Parsed, placeAt: PlaceAt): Problem[] {
  const errors = document.errors.map((error) => ({ error, offset: offsetOf(error, document) })).toSorted((a, b) => a.offset - b.offset);
  const lines = new Set(errors.flatMap(({ error, offset }) => [offset, error.pos[0]].map((each) => placeAt(each, 1).line)));
  const isNear = (line: number): boolean => [line - 1, line, line + 1].some((each) => lines.has(each));
  const wide = fullWidthSigns(text).filter(({ place, isCertain }) => isCertain || isNear(place.line));
  if (wide.length > 0) return wide.map(({ code, place, parameters }) => ({ code, place, parameters }));
  // A tab moves everything below it. After any other fault the parser is lost, and what it says of the rest helps nobody.
  const tabs = errors.filter(({ error }) => error.code === 'TAB_AS_INDENT');
  return (tabs.length > 0 ? tabs.slice(0, tabsListedMax) : errors.slice(0, 1)).map(({ error, offset }) => ({
    code: 'yaml-syntax',
    place: placeAt(offset, 1),
    parameters: { message: meanings[error.code], messageEn: error.message },
  }));
}

/** A quotation mark that nothing closes is found at the end of the text; the guilty one stands at its beginning. */
function offsetOf({ code, pos }: YAMLError, document: Document.Parsed): number {
  let offset = pos[0];
  if (code !== 'MISSING_CHAR') return offset;
  visit(document, {
    Scalar(_, { type, range }) {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range != null && range[1] === pos[0]) offset = range[0];
    },
  });
  return offset;
}

interface FullWidthSign {
  readonly code: string;
  readonly place: DocumentPlace;
  readonly parameters: Readonly<Record<string, string>>;
  /** It can be nothing else, wherever the parser stumbled. */
  readonly isCertain: boolean;
}

/** Lines that begin like an entry, but with `：` or an ideographic space, and entries parted by `，`. */
function fullWidthSigns(text: string): FullWidthSign[] {
  const patterns = [
    ['full-width-colon', /^(\s*(?:- +)*([^\s#:：'"{[]+))：/],
    // A paragraph of a text may be indented so, but not an entry.
    ['ideographic-space', /^([ \t-]*)\u3000+[^\s:：#]+:(?:\s|$)/, 'certain'],
    ['ideographic-space', /^([ \t-]*)\u3000+\S/],
    ['ideographic-space', /^(\s*(?:- +)*[^\s#:：'"{[]+:)\u3000/],
    ['full-width-comma', /^([^'"#]*[{,，][^'"#{},，]*:[^'"#{}，]*)，\s*[^\s:：，,{}[\]()（）]+\s*[:：]/],
  ] as const;
  const found: FullWidthSign[] = [];
  let line = 0;
  for (const content of text.split(/\r\n|\n|\r/)) {
    line += 1;
    for (const [code, pattern, certain] of patterns) {
      const match = pattern.exec(content);
      if (match === null) continue;
      const parameters: Record<string, string> = code === 'full-width-colon' ? { name: match[2]! } : {};
      const place = { kind: 'document', line, column: match[1]!.length + 1, length: 1 } as const;
      found.push({ code, place, parameters, isCertain: certain !== undefined });
      break;
    }
  }
  return found;
}
