import { quoted, sourceRow } from '../facts/fact-problems.ts';
import type { AttributePlan } from '../scheme/model.ts';
import type { Finding, Run } from './run.ts';

/*
 * The scheme says who has an attribute, and of what class a subject is that it refers to. A cell that says otherwise is read
 * as it stands, so nothing else would tell that somebody's leader is no leader. It is flagged: once for each subject referred
 * to, and once for each class that should not have the attribute, with the number of rows.
 */

/** Subjects listed of one attribute; the rest is told by its number. */
const listedMax = 100;

/** What is wrong in one way, at the first of its rows in the source. */
interface Misplaced {
  row: number;
  rows: number;
}

export function flagMisplacedAttributes(run: Run): void {
  for (const attribute of run.scheme.attributes.values()) {
    if (attribute.column === null) continue;
    flagOtherClasses(run, attribute, attribute.column);
    flagReferences(run, attribute, attribute.column);
  }
}

/** Somebody of no class is flagged as such, and an attribute that does not apply is no attribute filled in. */
function flagOtherClasses(run: Run, attribute: AttributePlan, column: string): void {
  const { classes } = attribute;
  if (classes === null) return;
  const { codes, values } = run.facts.column('subjects', column);
  const isFilled = values.map((text) => text !== '' && text !== 'NA');
  const found = gather(run, (row) => {
    const code = run.classOf[row]!;
    return code >= 0 && !classes.has(code) && isFilled[codes[row]!] ? code : -1;
  });
  const wanted = [...classes].map((code) => run.scheme.basicClasses[code]!.name);
  for (const [code, { row, rows }] of found) {
    const parameters = { name: attribute.name, class: run.scheme.basicClasses[code]!.name, count: String(rows) };
    report(run, { code: 'attribute-of-other-class', row, column, parameters: { ...parameters, ...listed(wanted) } });
  }
}

function flagReferences(run: Run, attribute: AttributePlan, column: string): void {
  const { type, classes } = attribute;
  if (type.kind !== 'subject' || type.classes === null) return;
  const { scheme, facts, classOf } = run;
  const wanted = type.classes;
  const accepted = new Set(wanted.flatMap((name) => scheme.classes.get(name)!.members));
  const target = facts.subjectRows('subjects', column);
  const found = gather(run, (row) => {
    const other = target[row]!;
    // Whose attribute it is not has been told that.
    const applies = classes === null || classOf[row] === -1 || classes.has(classOf[row]!);
    return applies && other >= 0 && !accepted.has(classOf[other]!) ? other : -1;
  });
  for (const [other, { row, rows }] of found.slice(0, listedMax)) {
    const own = classOf[other]! < 0 ? '' : scheme.basicClasses[classOf[other]!]!.name;
    const parameters = { name: attribute.name, value: quoted(facts.subjectIds[other]!), class: own, count: String(rows) };
    report(run, { code: 'reference-of-other-class', row, column, parameters: { ...parameters, ...listed(wanted) } });
  }
  const rest = found.slice(listedMax);
  if (rest.length === 0) return;
  const count = rest.reduce((sum, [, { rows }]) => sum + rows, 0);
  const parameters = { name: attribute.name, others: String(rest.length), count: String(count), ...listed(wanted) };
  report(run, { code: 'more-references-of-other-class', row: rest[0]![1].row, column, parameters });
}

/** The rows at fault by what is wrong in them (−1 nothing), in the order of the source. */
function gather({ facts }: Run, faultOf: (row: number) => number): (readonly [number, Misplaced])[] {
  const table = facts.table('subjects');
  const found = new Map<number, Misplaced>();
  for (let row = 0; row < table.rowCount; row++) {
    const fault = faultOf(row);
    if (fault < 0) continue;
    const known = found.get(fault);
    if (known === undefined) found.set(fault, { row, rows: 1 });
    else {
      known.rows++;
      if (sourceRow(table, row) < sourceRow(table, known.row)) known.row = row;
    }
  }
  return [...found].toSorted(([, a], [, b]) => sourceRow(table, a.row) - sourceRow(table, b.row));
}

function listed(names: readonly string[]): { classes: string; classesEn: string } {
  return { classes: names.map((name) => `“${name}”`).join('、'), classesEn: names.join(', ') };
}

function report({ findings }: Run, finding: Omit<Finding, 'table'>): void {
  findings.push({ table: 'subjects', ...finding });
}
