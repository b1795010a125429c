import { runHyperFormulaEntry } from './hyperformula.ts';

await runHyperFormulaEntry({
  peer: 'hyperformula',
  note: 'ROUND(Σ score × 0.30, 2), as an office writes it',
  numberForm: 'points',
});
