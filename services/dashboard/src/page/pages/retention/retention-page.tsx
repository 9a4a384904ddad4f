/** How long it lasts: cohorts by the time since their start, the curve with what is not known yet, and one step over time. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { triangleQuery, useMetric, useSeries } from '../../data/queries.ts';
import { Card, Fetched } from '../../design/surfaces.tsx';
import { useDrill } from '../../drill/drill-from.tsx';
import { usePageQuestion } from '../../frame/page-context.tsx';
import { Breakdown, PEOPLE_DIMENSIONS } from '../../panels/breakdown.tsx';
import { MetricName } from '../../panels/metric-panel.tsx';
import { useScope } from '../../view/use-scope.ts';
import { CohortGrid } from './cohort-grid.tsx';
import { CurvePanel, FixedDaysPanel } from './curve-panel.tsx';
import { type Cohort, type Grid, gridOf, releasedGrid } from './grid.ts';
import { StepOverTime } from './step-over-time.tsx';
import { SUBJECTS, subjectOf, type TriangleChoice, triangleChoice } from './subjects.ts';

function Choice<T extends string>({
  label,
  value,
  options,
  onChoose,
}: {
  label: string;
  value: T;
  options: readonly { id: T; title: string }[];
  onChoose(id: T): void;
}) {
  return (
    <fieldset className="segmented">
      <legend className="visually-hidden">{label}</legend>
      {options.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          className="button small"
          aria-pressed={id === value}
          onClick={() => onChoose(id)}
        >
          {title}
        </button>
      ))}
    </fieldset>
  );
}

const COHORTS = [
  { id: 'month', title: 'Monthly cohorts' },
  { id: 'quarter', title: 'Quarterly' },
  { id: 'year', title: 'Yearly' },
] as const;
const LOOKS = [
  { id: 'grid', title: 'Cohorts' },
  { id: 'step', title: 'One step over time' },
] as const;

type CohortsProps<T> = {
  choice: TriangleChoice;
  query: UseQueryResult<T>;
  gridOf(answer: T): Grid;
  /** What a column is. */
  across: string;
  onOpen(cohort: Cohort): void;
};

function Cohorts<T>({ choice, query, gridOf: read, across, onOpen }: CohortsProps<T>) {
  const { view, change } = useScope();
  const look = LOOKS.find(({ id }) => id === view.own['look'])?.id ?? 'grid';
  return (
    <Card
      title={look === 'grid' ? 'Cohorts by the time since their start' : 'One step over time'}
      note={`in % · ${choice.cohort} of the start down, ${across} since then across · ${choice.hasPeriod ? 'chosen period' : 'all time'}`}
      actions={
        <>
          <Choice
            label="Cohorts"
            value={choice.cohort}
            options={COHORTS}
            onChoose={(cohort) => change({ own: { cohort: cohort === 'quarter' ? undefined : cohort } })}
          />
          <Choice
            label="Look"
            value={look}
            options={LOOKS}
            onChoose={(id) => change({ own: { look: id === 'grid' ? undefined : id } })}
          />
        </>
      }
    >
      <Fetched query={query} height={choice.cohort === 'month' ? 900 : 700}>
        {(answer) => {
          const grid = read(answer);
          return look === 'grid' ? <CohortGrid grid={grid} onOpen={onOpen} /> : <StepOverTime grid={grid} />;
        }}
      </Fetched>
    </Card>
  );
}

function LiveCohorts({ choice }: { choice: TriangleChoice }) {
  const { ask } = useScope();
  const drill = useDrill();
  /** A cohort's people are the same at every step. */
  const open = ({ group, cohort }: Cohort) => {
    const start = `start_${choice.cohort}`;
    const asked = { metric: choice.metric, groupBy: [...Object.keys(group), start], period: choice.hasPeriod };
    drill(asked, { group: { ...group, [start]: cohort }, bucket: null });
  };
  const query = useQuery(triangleQuery(ask({ metric: choice.metric, period: choice.hasPeriod }), choice));
  return <Cohorts choice={choice} query={query} gridOf={gridOf} across={`${choice.period}s`} onOpen={open} />;
}

/** Releases have no triangles, and tell each cohort's curve at fixed days. */
function ReleasedCohorts({ choice }: { choice: TriangleChoice }) {
  const { ask } = useScope();
  const drill = useDrill();
  const asked = { metric: choice.metric, grain: choice.cohort, period: false };
  const query = useSeries(ask(asked));
  const open = ({ group, cohort }: Cohort) => drill(asked, { group, bucket: cohort });
  return <Cohorts choice={choice} query={query} gridOf={releasedGrid} across="days" onOpen={open} />;
}

export function RetentionPage() {
  const { ask, view, change, isReleased } = useScope();
  const subject = subjectOf(view.own['subject']);
  const about = useMetric(subject.metric);
  const choice = triangleChoice(subject, view.own);
  usePageQuestion(ask({ metric: subject.metric, groupBy: view.groupBy, period: false }));
  return (
    <>
      <div className="row-between">
        <h1>Retention</h1>
        <Breakdown
          dimensions={subject.isOfPairs ? PEOPLE_DIMENSIONS : ['side', 'department', 'level', 'location', 'gender']}
          label="Curves by"
        />
      </div>
      <div className="row-between">
        <Choice
          label="Of what"
          value={subject.id}
          options={SUBJECTS}
          onChoose={(id) => change({ own: { subject: id === 'pairs' ? undefined : id }, groupBy: [] })}
        />
        <span className="soft small">
          <MetricName id={subject.metric} about={about} />: {about?.question}
        </span>
      </div>
      <div className={subject.curve === undefined ? 'stack' : 'beside'}>
        {subject.curve === undefined ? null : <CurvePanel metric={subject.curve} />}
        {isReleased ? <ReleasedCohorts choice={choice} /> : <LiveCohorts choice={choice} />}
      </div>
      {subject.curve === undefined ? null : <FixedDaysPanel metric={subject.curve} />}
    </>
  );
}
