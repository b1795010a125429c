/** A clause that ends in a number: 二3. */
const numbered = /^(.*?)(\d+)$/su;
/** Two clauses are as short as a range of two. */
const rangeMin = 3;

/** A list of clauses as people write it: 二1、二2、二3、二4 is 二1至4 (a dash would read as 一). Other lists stay as they are. */
export function clauseText(clause: string): string {
  const runs: { readonly prefix: string; readonly first: number; last: number; readonly texts: string[] }[] = [];
  for (const text of clause.split('、')) {
    const [, prefix = text, number = ''] = numbered.exec(text) ?? [];
    const run = runs.at(-1);
    if (run !== undefined && number !== '' && run.prefix === prefix && Number(number) === run.last + 1) {
      run.last += 1;
      run.texts.push(text);
    } else runs.push({ prefix, first: Number(number), last: number === '' ? Number.NaN : Number(number), texts: [text] });
  }
  return runs
    .map(({ prefix, first, last, texts }) => (texts.length < rangeMin ? texts.join('、') : `${prefix}${first}至${last}`))
    .join('、');
}
