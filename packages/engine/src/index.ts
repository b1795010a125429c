export type * from './problem/problem.ts';
export {
  fillSentence,
  problemCatalogue,
  problemPlace,
  problemSentence,
  problemText,
  severityOf,
  type Language,
} from './problem/catalogue.ts';
export * from './facts/index.ts';
export { missing, type MissingCode } from './number/missing.ts';
export type { Arithmetic } from './number/arithmetic.ts';
export { exactArithmetic } from './number/exact-arithmetic.ts';
export { scaledArithmetic } from './number/scaled-arithmetic.ts';
export { compileScheme, schemeFormat } from './scheme/compile.ts';
export type { Scheme } from './scheme/model.ts';
export { resultDocument } from './score/result.ts';
export { prepareSchemeFacts } from './score/scheme-facts.ts';
export { compute, computeColumns, type ColumnsComputation, type Computation } from './score/compute.ts';
export type { FlagColumn, GradingColumns, PublishedColumn, ResultColumns, StageColumns } from './score/result-columns.ts';
export type { CategoryResult, PublishedTree, ResultDocument, SubjectResult } from './score/result.ts';
export { explainIndicators, explainSubject, type SubjectExplanation } from './explain/explain-subject.ts';
export type { Audience, BillLine } from './explain/bill.ts';
export type { FactChange, WithdrawnFact } from './explain/fact-history.ts';
export type { BillFact } from './explain/fact-line.ts';
export { formulaText } from './explain/expression-text.ts';
export type { Waterfall } from './explain/waterfall.ts';
export type { WaterfallStep } from './explain/waterfall-step.ts';
export type { Bilingual } from './explain/words.ts';
export { schemeJsonSchema } from './reference/json-schema.ts';
