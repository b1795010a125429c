import { inStages, runEntry } from './entry.ts';
import { computeReference } from './reference.ts';

await runEntry({
  peer: 'reference',
  note: 'typed arrays, one thread',
  warmUpSubjects: 20_000,
  measure: inStages({ load: (columns) => columns, compute: computeReference, read: (answer) => answer }),
});
