/** Is everybody reached alike, and does it go as well for all? Groups stand beside each other; small ones are hidden. */
import { usePageQuestion } from '../../frame/page-context.tsx';
import { Breakdown, PEOPLE_DIMENSIONS } from '../../panels/breakdown.tsx';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { useScope } from '../../view/use-scope.ts';

/** Mentee sides first: they are whom a programme is for. */
const DEFAULT = 'mentee_gender';

/** Of these alone somebody says how many pairings are within a group, beside what chance would give. */
const WITHIN = ['gender', 'department', 'location'];

export function EquityPage() {
  const { ask, view } = useScope();
  const [chosen = DEFAULT] = view.groupBy;
  const groupBy = [chosen];
  // Who is matched is about people: their attribute has no side.
  const attribute = chosen.replace(/^(mentee|mentor)_/, '');
  usePageQuestion(ask({ metric: 'pair-survival', groupBy, period: false }));
  return (
    <>
      <div className="row-between">
        <h1>Equity</h1>
        <Breakdown dimensions={PEOPLE_DIMENSIONS} label="Groups by" always={DEFAULT} />
      </div>
      <p className="soft">
        Intervals that overlap may be no difference at all. Groups of few people are hidden, and others with them where
        theirs could be told from the rest. Answers to surveys keep nothing of who gave them: satisfaction cannot be
        divided this way.
      </p>
      <div className="grid-two">
        <MetricPanel metric="match-rate" shape="groups" groupBy={[attribute]} isAllTime />
        <MetricPanel metric="time-to-match" shape="groups" groupBy={[attribute]} isAllTime />
        <MetricPanel metric="time-to-first-meeting" shape="groups" groupBy={groupBy} isAllTime />
        <MetricPanel metric="meetings-per-pair-month" shape="groups" groupBy={groupBy} />
        <MetricPanel metric="pair-survival" shape="groups" groupBy={groupBy} isAllTime />
        <MetricPanel metric="goal-completion" shape="groups" groupBy={groupBy} isAllTime />
        {WITHIN.includes(attribute) ? (
          <MetricPanel metric={`same-${attribute}-pairing`} shape="number" isAllTime />
        ) : null}
        <MetricPanel metric="mentor-load" shape="number" isAllTime />
      </div>
    </>
  );
}
