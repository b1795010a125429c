/** All situations of the grade steps. */
import { countyStepsCases } from './county-steps.cases.ts';
import { edgeStepsCases } from './edge-steps.cases.ts';
import type { StepsCase } from './gradings.cases.ts';
import { prefectureStepsCases } from './prefecture-steps.cases.ts';
import { townStepsCases } from './town-steps.cases.ts';

export const stepsCases: readonly StepsCase[] = [...townStepsCases, ...countyStepsCases, ...prefectureStepsCases, ...edgeStepsCases];
