import { describe, expect, test } from 'vitest';

import { inPieces, utf8 } from '../testing/bytes.ts';
import { ReadFault } from './fault.ts';
import { readXml } from './xml.ts';

/** What a document says, one line an event; texts that come in pieces are joined. */
async function eventsOf(chunks: AsyncIterable<Uint8Array>): Promise<readonly string[]> {
  const events: string[] = [];
  let pending = '';
  const add = (event: string): void => {
    if (pending !== '') events.push(`"${pending}"`);
    pending = '';
    events.push(event);
  };
  await readXml(chunks, 'x.xml', {
    open(name, attributes) {
      add(`<${[name, ...Object.entries(attributes).map((pair) => pair.join('='))].join(' ')}>`);
    },
    close(name) {
      add(`</${name}>`);
    },
    text(text) {
      pending += text;
    },
  });
  return events;
}

const eventsOfText = (text: string): Promise<readonly string[]> => eventsOf(inPieces(utf8(text), 64 * 1024));

describe('reading XML', () => {
  const text =
    '\uFEFF<?xml version="1.0" encoding="UTF-8"?><a:row xmlns:a="u" r=\'1\' a:id="&lt;&#26446;&#x660E;𠮷"><!-- <c> --><c/>李\r\n明\r&amp;<![CDATA[<v>]]>&#13;𠮷</a:row>';
  const events = ['<row xmlns:a=u r=1 a:id=<李明𠮷>', '<c>', '</c>', '"李\n明\n&<v>\r𠮷"', '</row>'];

  test('elements without prefixes, attributes, entities, CDATA and line ends as XML means them', async () => {
    expect(await eventsOfText(text)).toEqual(events);
  });

  test.each([1, 2, 3, 5, 7])('the same in pieces of %d bytes', async (length) => {
    expect(await eventsOf(inPieces(utf8(text), length))).toEqual(events);
  });

  test('names that objects know already are names like any other', async () => {
    expect(await eventsOfText('<constructor hasOwnProperty="1" __proto__="2"/>')).toEqual([
      '<constructor hasOwnProperty=1 __proto__=2>',
      '</constructor>',
    ]);
  });

  test('the rest is not read once nothing more is wanted', async () => {
    let isDone = false;
    let chunkCount = 0;
    async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
      for (const piece of ['<a>', '<b/>', '<b/>', 'not XML <']) {
        chunkCount++;
        yield await Promise.resolve(utf8(piece));
      }
    }
    await readXml(chunks(), 'x.xml', {
      get isDone() {
        return isDone;
      },
      open(name) {
        isDone = name === 'b';
      },
    });
    expect(chunkCount).toBe(2);
  });

  const long = 'x'.repeat(5 * 1024 * 1024);
  test.each([
    ['a document type', '<!DOCTYPE a><a/>'],
    ['entities that grow', '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'],
    ['an entity nobody declared', '<a>&nbsp;</a>'],
    ['an entity called like something every object has', '<a>&constructor;</a>'],
    ['a character XML cannot hold', '<a>\u0000</a>'],
    ['half a character', '<a>&#xD840;</a>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['two roots', '<a/><b/>'],
    ['an end tag of something else', '<a><b></a>'],
    ['no end', '<a><b/>'],
    ['no element', ' '],
    ['tags within tags', `${'<a>'.repeat(1000)}${'</a>'.repeat(1000)}`],
    ['a text without end', `<a>${long}</a>`],
    ['a tag without end', `<a b="${long}"/>`],
    ['a comment without end', `<a><!--${long}--></a>`],
    ['a document type without end', `<!DOCTYPE a [${long}]><a/>`],
  ])('%s is refused', async (_, document) => {
    await expect(eventsOfText(document)).rejects.toMatchObject({ code: 'workbook-broken', parameters: { part: 'x.xml' } });
  });

  test('bytes that are no UTF-8 are refused, also where they are the last', async () => {
    for (const bytes of [Uint8Array.of(0x3c, 0x61, 0x2f, 0x3e, 0xe6), Uint8Array.of(0x3c, 0x61, 0x3e, 0xed, 0xa0, 0x80)])
      await expect(eventsOf(inPieces(bytes, 1))).rejects.toBeInstanceOf(ReadFault);
  });
});
