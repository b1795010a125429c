import { runLibreOfficeEntry } from './libreoffice.ts';

await runLibreOfficeEntry({
  peer: 'libreoffice',
  note: 'xlsx opened, recalculated, exported',
  rankFormula: 'RANK',
});
