import { ZenDecisionContent, ZenEngine, type ZenDecision } from '@gorules/zen-engine';
import { emptyAnswer, type Answer } from '../thirty-leaves/answer.ts';
import type { SubjectColumns } from '../thirty-leaves/data.ts';
import { inStages, runEntry } from '../thirty-leaves/entry.ts';
import { gradeTotals } from '../thirty-leaves/reference.ts';

/**
 * Zen evaluates one input at a time and has no ranking: the reference's serves here. Several batches are under way at once,
 * so that both cores work. Its numbers are decimals and `round` is half away from zero, so its answer is exact.
 */
const SUBJECTS_PER_BATCH = 100;
const BATCHES_AT_ONCE = 4;
const HUNDREDTHS_PER_POINT = 100;

interface ZenSubjects {
  readonly decision: ZenDecision;
  readonly categories: Int32Array;
  readonly batches: readonly { firstSubject: number; subjects: unknown[] }[];
}

export async function runZenEntry({
  peer,
  note,
  expressionNode,
  toInput,
  totalOf,
}: {
  peer: string;
  note: string;
  expressionNode: object;
  toInput: (leaves: number[]) => unknown;
  totalOf: (scored: unknown) => number;
}): Promise<void> {
  await runEntry({
    peer,
    note,
    warmUpSubjects: 2_000,
    measure: inStages({ load, compute, read: (answer) => answer }),
  });

  function load(columns: SubjectColumns): ZenSubjects {
    const decision = new ZenEngine().createDecision(new ZenDecisionContent(graphAround(expressionNode)));
    const batches = [];
    for (let firstSubject = 0; firstSubject < columns.subjectCount; firstSubject += SUBJECTS_PER_BATCH) {
      const length = Math.min(SUBJECTS_PER_BATCH, columns.subjectCount - firstSubject);
      const subjects = Array.from({ length }, (_, row) =>
        toInput(columns.leavesHundredths.map((leaves) => leaves[firstSubject + row]! / HUNDREDTHS_PER_POINT)),
      );
      batches.push({ firstSubject, subjects });
    }
    return { decision, categories: columns.categories, batches };
  }

  async function compute({ decision, categories, batches }: ZenSubjects): Promise<Answer> {
    const answer = emptyAnswer(categories.length);
    const waiting = batches.values();
    await Promise.all(
      Array.from({ length: BATCHES_AT_ONCE }, async () => {
        for (const { firstSubject, subjects } of waiting) {
          const { result } = (await decision.evaluate({ subjects })) as { result: { scored: unknown[] } };
          for (const [row, scored] of result.scored.entries()) {
            // The engine returns the decimal as the nearest double; the nearest integer of hundredths gives the decimal back.
            answer.totalsHundredths[firstSubject + row] = Math.round(totalOf(scored) * HUNDREDTHS_PER_POINT);
          }
        }
      }),
    );
    gradeTotals({ categories, answer });
    return answer;
  }
}

export function weightedMean({ names, weights }: { names: readonly string[]; weights: readonly number[] }): string {
  const terms = weights.map((weight, index) => `${names[index]} * 0.${String(weight).padStart(2, '0')}`);
  return `round(${terms.join(' + ')}, 2)`;
}

function graphAround(expressionNode: object): object {
  const position = { x: 0, y: 0 };
  return {
    nodes: [
      { id: 'input', type: 'inputNode', name: 'input', position },
      { id: 'score', type: 'expressionNode', name: 'score', position, content: expressionNode },
      { id: 'output', type: 'outputNode', name: 'output', position },
    ],
    edges: [
      { id: 'in', type: 'edge', sourceId: 'input', targetId: 'score' },
      { id: 'out', type: 'edge', sourceId: 'score', targetId: 'output' },
    ],
  };
}
