import type { Axis, FactDraft, RowWriter, SchemeDraft, StageDraft, SubjectDraft } from './scheme-draft.ts';
import { dates, oddNumberTexts, scoreTexts, stateColumnWords, stateWords, weightTexts } from './words.ts';

/** Rows of each table of facts: mostly such as an office writes, some that a rule refuses, some without a value. */

type Cells = Record<string, string>;

function numberText(facts: FactDraft): string {
  return facts.dice.chance(6) ? facts.dice.pick(oddNumberTexts) : facts.dice.pick(scoreTexts);
}

/** A value, or the reason why there is none: as a word in its place, in the column of states, or nothing at all. */
function valueOrState(facts: FactDraft, column: string, text: string): Cells {
  const { dice } = facts;
  if (dice.chance(82)) return { [column]: text };
  if (dice.chance(40)) return { [column]: dice.pick(stateWords) };
  if (dice.chance(60)) {
    const state = dice.pick(stateColumnWords);
    return state === 'present' || state === '正常' ? { [column]: text, state } : { [column]: '', state };
  }
  return { [column]: '' };
}

/** The subjects of the stage, most of them, and now and then somebody of whom the stage knows nothing. */
function writeFor(stage: StageDraft, write: (facts: FactDraft, subject: SubjectDraft) => void): RowWriter {
  return (facts) => {
    const foreign = facts.subjects.filter(() => facts.dice.chance(4));
    const own = facts.ofClasses(stage.classes).filter(() => facts.dice.chance(92));
    for (const subject of new Set([...own, ...foreign])) write(facts, subject);
  };
}

function declaredCells(draft: SchemeDraft, facts: FactDraft, table: string): Cells {
  const cells = Object.create(null) as Cells;
  for (const { key, type } of draft.columns.get(table) ?? []) {
    if (facts.dice.chance(15)) continue;
    cells[key] = type === 'number' ? facts.dice.pick(weightTexts) : facts.dice.pick(['1', '0', '是', '否']);
  }
  return cells;
}

function anySubject(facts: FactDraft): string {
  return facts.dice.pick(facts.subjects).id;
}

function tasks(draft: SchemeDraft, stage: StageDraft, { indicator, period }: { indicator: Axis; period: Axis }): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    for (const key of indicator.words) {
      for (const time of period.words) {
        for (let task = facts.dice.below(3); task > 0; task--) {
          facts.add('tasks', {
            subject: id,
            indicator: key,
            task: `T${task}`,
            title: facts.dice.pick(['', '任务', '带,逗号和"引号"']),
            period: time,
            weight: facts.dice.pick(weightTexts),
            ...valueOrState(facts, 'completion', numberText(facts)),
            ...declaredCells(draft, facts, 'tasks'),
          });
        }
      }
    }
  });
}

function scores(draft: SchemeDraft, stage: StageDraft, axes: { indicator: Axis; period: Axis; scorer: Axis }): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    for (const indicator of axes.indicator.words) {
      for (const period of axes.period.words) {
        const scorers =
          axes.scorer.text === null ? ['', '外单位', anySubject(facts), anySubject(facts), anySubject(facts)] : axes.scorer.words;
        for (const scorer of facts.dice.some(scorers, 0, scorers.length)) {
          const value = valueOrState(facts, 'value', numberText(facts));
          facts.add('scores', { subject: id, indicator, period, scorer, ...value, ...declaredCells(draft, facts, 'scores') });
        }
      }
    }
  });
}

function targets(_draft: SchemeDraft, stage: StageDraft, axes: { indicator: Axis; period: Axis }): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    for (const indicator of axes.indicator.words) {
      for (const period of axes.period.words) {
        if (facts.dice.chance(20)) continue;
        const target = facts.dice.pick(['80', '100', '3', '7', '0', '-2', '320', 'NA', '']);
        const actual = facts.dice.pick(['60', '100', '0', '-1', '5', '294.7', '3']);
        facts.add('targets', { subject: id, indicator, period, target, ...valueOrState(facts, 'actual', actual) });
      }
    }
  });
}

interface BallotAxes {
  readonly round: Axis;
  readonly group: Axis;
  readonly item: Axis;
  readonly texts: readonly string[];
}

function sheets(table: 'ballots' | 'survey') {
  const [round, group, sheet] =
    table === 'ballots' ? (['round', 'group', 'ballot'] as const) : (['wave', 'stratum', 'respondent'] as const);
  return (_draft: SchemeDraft, stage: StageDraft, axes: BallotAxes): RowWriter =>
    writeFor(stage, (facts, { id }) => {
      const { dice } = facts;
      for (const time of new Set(axes.round.words)) {
        for (const voters of new Set(axes.group.words)) {
          for (let number = dice.pick([0, 1, 2, 3]); number > 0; number--) {
            for (const item of new Set(axes.item.words)) {
              if (dice.chance(6)) continue;
              const value = dice.chance(95) ? { value: dice.pick(axes.texts) } : { value: dice.pick(stateWords) };
              facts.add(table, { [round]: time, [sheet]: `S${number}`, [group]: voters, subject: id, item, ...value });
            }
          }
        }
      }
    });
}

function adjustments(_draft: SchemeDraft, stage: StageDraft, items: readonly { readonly name: string; readonly key: string }[]): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    const { dice } = facts;
    for (let entry = dice.below(5); entry > 0; entry--) {
      const item = dice.pick(items);
      facts.add('adjustments', {
        subject: id,
        rule: dice.chance(8) ? 'no-such-rule' : dice.chance(15) ? item.name : item.key,
        matter: dice.pick(['', 'M1', 'M2', 'M1', '__proto__']),
        level: dice.pick(['省级', '市级', '省级', '__proto__x', '村级', '']),
        quantity: dice.pick(['', '1', '2', '3', '0', '1.5']),
        points: dice.pick(['', '1', '2', '2.5', '4.995', '6', '0']),
        date: dice.pick(dates),
        // Equal rows are refused as duplicates, so each has a number of its own.
        decision: dice.chance(85) ? `镇党委会〔2024〕${dice.below(100_000)}号` : '',
      });
    }
  });
}

function journal(_draft: SchemeDraft, stage: StageDraft): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    const { dice } = facts;
    for (const date of [...dates, '2024-03-01', '2024-03-04', '2024-03-05']) {
      if (dice.chance(35)) continue;
      facts.add('journal', {
        subject: id,
        date,
        duty: dice.pick(['1', '1', '0', '']),
        filed: dice.pick(['1', '0', '是', '否']),
        reviewed: dice.pick(['', '1', '0']),
      });
    }
  });
}

function service(draft: SchemeDraft, stage: StageDraft): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    const { dice } = facts;
    for (let row = dice.pick([0, 0, 1, 2]); row > 0; row--) {
      const unit = dice.chance(90) ? anySubject(facts) : '';
      facts.add('service', {
        subject: id,
        unit,
        months: dice.pick(['12', '5', '6', '7', '0', '2.5']),
        ...declaredCells(draft, facts, 'service'),
      });
    }
  });
}

function history(draft: SchemeDraft, stage: StageDraft): RowWriter {
  return writeFor(stage, (facts, { id, subjectClass }) => {
    const { dice } = facts;
    for (const cycle of [draft.year - 1, draft.year - 2]) {
      if (dice.chance(35)) continue;
      facts.add('history', {
        cycle: String(cycle),
        subject: id,
        category: dice.chance(85) ? (subjectClass?.key ?? 'none') : 'other',
        rank: dice.pick(['1', '2', '3', '3', '9', '']),
        ranked: dice.pick(['3', '5', '9', '']),
        grade: dice.pick([...(stage.grading?.words ?? []), '旧等次', '']),
        total: dice.chance(10) ? '' : numberText(facts),
      });
    }
  });
}

function vetoes(_draft: SchemeDraft, stage: StageDraft): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    const { dice } = facts;
    if (!dice.chance(25)) return;
    const document = dice.chance(80) ? `通报${dice.below(100_000)}` : '';
    facts.add('vetoes', { subject: id, kind: dice.pick(['安全', '廉政', '其他', '__proto__']), date: dice.pick(dates), document });
  });
}

function decisions(_draft: SchemeDraft, stage: StageDraft): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    const { dice } = facts;
    if (stage.grading === null || !dice.chance(15)) return;
    const grade = dice.pick([...stage.grading.words, '没有这个等次']);
    facts.add('decisions', {
      subject: id,
      stage: stage.name,
      grade,
      reason: '',
      document: dice.pick(['', '常委会纪要']),
      date: '2024-12-31',
    });
  });
}

interface MeasureAxes {
  readonly measure: Axis;
  readonly period: Axis;
  readonly part: Axis;
  readonly texts: readonly string[];
}

function measures(_draft: SchemeDraft, stage: StageDraft, axes: MeasureAxes): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    for (const measure of new Set(axes.measure.words)) {
      for (const period of new Set(axes.period.words)) {
        for (const part of facts.dice.some(axes.part.words, 0, 2)) {
          facts.add('measures', { subject: id, measure, period, part, ...valueOrState(facts, 'value', facts.dice.pick(axes.texts)) });
        }
      }
    }
  });
}

function relations(_draft: SchemeDraft, stage: StageDraft): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    const { dice } = facts;
    for (let row = dice.below(4); row > 0; row--) {
      const other = dice.chance(90) ? anySubject(facts) : id;
      const relation = dice.pick(['领导', '领导', '__proto__', '联系']);
      const weight = dice.pick(['', '1', '0.5', '2', '0']);
      facts.add('relations', { subject: id, relation, other, weight, from: dice.pick(['', ...dates]), to: dice.pick(['', '', ...dates]) });
    }
  });
}

/** Who was issued a sheet, by name or by number. */
function roll(_draft: SchemeDraft, stage: StageDraft, { round, group }: Pick<BallotAxes, 'round' | 'group'>): RowWriter {
  return writeFor(stage, (facts, { id }) => {
    const { dice } = facts;
    if (dice.chance(60)) return;
    for (const time of dice.some(round.words, 0, 2)) {
      const isCounted = dice.chance(40);
      const rater = isCounted ? '' : anySubject(facts);
      facts.add('roll', {
        round: time,
        group: dice.pick(group.words),
        rater,
        count: isCounted ? dice.pick(['0', '3', '12']) : '',
        subject: dice.chance(80) ? id : '',
      });
    }
  });
}

/** Days of the years before, of and after the appraisal, some years left out. */
function calendar(facts: FactDraft): void {
  const { dice } = facts;
  for (const year of dice.some(['2023', '2024', '2025'], 1, 3)) {
    for (const day of dice.some(['01-01', '02-04', '02-29', '03-01', '07-01', '12-31'], 1, 4)) {
      if (day === '02-29' && year !== '2024') continue;
      facts.add('calendar', { date: `${year}-${day}`, kind: dice.pick(['放假', '放假', '上班', 'holiday', 'workday', '__proto__']) });
    }
  }
}

export const factWriters = {
  calendar,
  measures,
  relations,
  roll,
  tasks,
  scores,
  targets,
  ballots: sheets('ballots'),
  survey: sheets('survey'),
  adjustments,
  journal,
  service,
  history,
  vetoes,
  decisions,
};
