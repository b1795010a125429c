import { problemPlace } from '@kaoji/engine';
import { problemSentence } from '@kaoji/tables';
import type { BundleFault } from '../bundle/verify.ts';
import type { Context } from '../context.ts';
import { plain } from '../text/plain.ts';
import { shortened } from '../text/width.ts';

const problemsShownMax = 20;

/** What is wrong with a bundle, a line for each. */
export function faultLines(faults: readonly BundleFault[], { messages, language, err }: Context): readonly string[] {
  const { verify } = messages;
  const linesOf = (fault: BundleFault): readonly string[] => {
    switch (fault.kind) {
      case 'not-a-bundle':
        return [verify.notABundle];
      case 'damaged':
        return [verify.damaged];
      case 'newer-format':
        return [verify.newerFormat(fault.found, fault.newest)];
      case 'manifest':
        return [verify.manifest];
      case 'part':
        return [verify.part(plain(fault.name))];
      case 'refused': {
        const sentences = fault.problems
          .slice(0, problemsShownMax)
          .map((problem) => `  ${plain(problemPlace(problem, language))}  ${plain(problemSentence(problem, language))}`);
        return [verify.refused, ...sentences];
      }
      case 'recomputed': {
        const width = err.columns - 8;
        return [
          verify.recomputed(plain(fault.name), fault.line),
          `    - ${shortened(plain(fault.found), width)}`,
          `    + ${shortened(plain(fault.expected), width)}`,
        ];
      }
    }
  };
  return faults.flatMap(linesOf);
}
