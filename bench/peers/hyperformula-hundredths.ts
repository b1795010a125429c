import { runHyperFormulaEntry } from './hyperformula.ts';

await runHyperFormulaEntry({
  peer: 'hyperformula-hundredths',
  note: 'told how to round: integers and INT((Σ + 50) / 100)',
  numberForm: 'hundredths',
});
