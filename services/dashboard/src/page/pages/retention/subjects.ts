/** What may last: pairs, people's part in the programme, people's employment. */
import type { TriangleShape } from '../../data/queries.ts';

export type Subject = {
  readonly id: string;
  readonly title: string;
  /** The metric of the cohort grid. */
  readonly metric: string;
  /** The metric that has a curve with censoring; none where a share at one moment is all there is. */
  readonly curve?: string;
  readonly isOfPairs: boolean;
};

export const SUBJECTS: readonly Subject[] = [
  { id: 'pairs', title: 'Pairs still open', metric: 'pair-survival', curve: 'pair-survival', isOfPairs: true },
  {
    id: 'early',
    title: 'Pairs ended before their time',
    metric: 'premature-closure-incidence',
    curve: 'premature-closure-incidence',
    isOfPairs: true,
  },
  {
    id: 'programme',
    title: 'People still in the programme',
    metric: 'enrolment-survival',
    curve: 'enrolment-survival',
    isOfPairs: false,
  },
  { id: 'employer', title: 'People still employed (point in time)', metric: 'employee-retention', isOfPairs: false },
];

const [FIRST] = SUBJECTS as readonly [Subject, ...Subject[]];

export const subjectOf = (id: string | undefined): Subject => SUBJECTS.find((subject) => subject.id === id) ?? FIRST;

export type TriangleChoice = TriangleShape & { metric: string; hasPeriod: boolean };

const STEPS = { month: 24, quarter: 8, year: 5 } as const;

/** The grid that an address asks for: quarterly cohorts by quarters unless it says otherwise. */
export function triangleChoice(subject: Subject, own: Readonly<Record<string, string>>): TriangleChoice {
  const cohort = (['month', 'year'] as const).find((grain) => grain === own['cohort']) ?? 'quarter';
  const asked = Number(own['steps'] ?? '');
  const periods = Number.isInteger(asked) && asked > 0 && asked <= 60 ? asked : STEPS[cohort];
  return { metric: subject.metric, cohort, period: cohort === 'year' ? 'quarter' : cohort, periods, hasPeriod: false };
}
