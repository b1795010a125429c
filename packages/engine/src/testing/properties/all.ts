import type { Situation } from '../situation.ts';
import { boundsAreKept, decisionsAreFinal, fundsAreKept, placesAreKept } from './conservation.ts';
import { correctionTakesThePlace, factAndReversalAreNothing } from './corrections.ts';
import { bothArithmeticsAgree, layoutIsNothing, orderOfRowsIsNothing, sentencesAreWhole } from './equal-bytes.ts';
import { explanationIsTheResult, sumsCanBeDoneAgain } from './explanation.ts';
import { irrelevantDataIsNothing, namesOfSubjectsAreNothing } from './irrelevance.ts';

/** What holds of every valid scheme and its facts. A property throws where it does not. */
export const properties: Readonly<Record<string, (situation: Situation) => void>> = {
  'both arithmetics give the same bytes': bothArithmeticsAgree,
  'the order of rows is nothing': orderOfRowsIsNothing,
  'the layout of the document is nothing': layoutIsNothing,
  'sentences are whole': sentencesAreWhole,
  'fact and reversal are nothing': factAndReversalAreNothing,
  'a correction takes the place of the fact': correctionTakesThePlace,
  'names of subjects are nothing': namesOfSubjectsAreNothing,
  'irrelevant data is nothing, and is flagged': irrelevantDataIsNothing,
  'the explanation is the result': explanationIsTheResult,
  'sums can be done again': sumsCanBeDoneAgain,
  'places are kept': placesAreKept,
  'funds are kept': fundsAreKept,
  'caps and ranges are kept': boundsAreKept,
  'decisions are final': decisionsAreFinal,
};
