import { expect, test } from 'vitest';
import { runKaoji } from '../testing/run-program.ts';

test('the schema describes what the checker reads', async () => {
  const { code, out } = await runKaoji(['schema']);
  expect(code).toBe(0);
  const schema = JSON.parse(out) as { $schema: string; properties: Record<string, unknown>; required: string[] };
  expect(schema.$schema).toContain('2020-12');
  for (const key of ['kaoji', 'id', 'title', 'year', 'subjects', 'stages']) {
    expect(Object.keys(schema.properties)).toContain(key);
    expect(schema.required).toContain(key);
  }
});
