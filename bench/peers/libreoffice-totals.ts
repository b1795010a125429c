import { runLibreOfficeEntry } from './libreoffice.ts';

await runLibreOfficeEntry({
  peer: 'libreoffice-totals',
  note: 'the same without rank and grade',
  rankFormula: 'none',
});
