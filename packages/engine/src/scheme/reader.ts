import type { DocumentPlace, Problem } from '../problem/problem.ts';
import type { SourceNode } from './source.ts';

/** Collects the problems of a document while its shapes read it, and remembers what could not be read. */
export class Reader {
  readonly problems: Problem[] = [];
  /** Names whose content could not be read. What refers to them is not at fault. */
  readonly brokenNames = new Set<string>();
  /** What was read only in part: an item could not be read, or a key is not known. */
  readonly incomplete = new WeakSet<object>();

  /** All names in a part of the document that is not read. */
  breakNames(node: SourceNode | null): void {
    if (node?.kind === 'list') for (const item of node.items) this.breakNames(item);
    if (node?.kind !== 'map') return;
    for (const { key, value } of node.entries) {
      this.brokenNames.add(key);
      this.breakNames(value);
    }
  }

  report(code: string, place: DocumentPlace, parameters: Record<string, string> = {}): undefined {
    this.problems.push({ code, place, parameters });
    return undefined;
  }

  /** Something of another kind stands here than the shape wants. */
  wrongKind(node: SourceNode, wanted: string): undefined {
    if (node.kind === 'refused') return undefined;
    const colon = node.kind === 'text' ? /^([^\s：]+)：/.exec(node.text) : null;
    if (colon !== null && wanted !== 'text') return this.report('full-width-colon', node.place, { name: colon[1]! });
    const found = node.kind === 'text' ? `“${shorten(node.text)}”` : node.kind;
    return this.report('wrong-shape', node.place, {
      wanted: kindWords(wanted, 'zh'),
      found: kindWords(found, 'zh'),
      wantedEn: kindWords(wanted, 'en'),
      foundEn: kindWords(found, 'en'),
    });
  }
}

const kinds: Readonly<Record<'zh' | 'en', ReadonlyMap<string, string>>> = {
  zh: new Map([
    ['text', '一段文字'],
    ['list', '一张列表'],
    ['map', '一组“名称: 内容”'],
  ]),
  en: new Map([
    ['text', 'a text'],
    ['list', 'a list'],
    ['map', 'a map of “name: content”'],
  ]),
};

function kindWords(words: string, language: 'zh' | 'en'): string {
  const parts = words.split(' / ').map((word) => kinds[language].get(word) ?? word);
  return parts.join(language === 'zh' ? '或' : ' or ');
}

/** What was written, cut to a length that a sentence can hold. */
export function shorten(written: string): string {
  const points = [...written];
  return points.length > 24 ? `${points.slice(0, 24).join('')}…` : written;
}
