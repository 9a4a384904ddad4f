/** Do pairs meet, how often, and does what was planned take place? */
import { usePageQuestion } from '../../frame/page-context.tsx';
import { Breakdown, PEOPLE_DIMENSIONS } from '../../panels/breakdown.tsx';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { useScope } from '../../view/use-scope.ts';

export function EngagementPage() {
  const { ask, view } = useScope();
  const { groupBy } = view;
  usePageQuestion(ask({ metric: 'meetings-per-pair-month', grain: view.grain ?? 'month', groupBy }));
  return (
    <>
      <div className="row-between">
        <h1>Engagement</h1>
        <Breakdown dimensions={PEOPLE_DIMENSIONS} />
      </div>
      <div className="grid-two">
        <MetricPanel metric="meetings-per-pair-month" shape="trend" groupBy={groupBy} />
        <MetricPanel metric="active-pairs" shape="trend" groupBy={groupBy} />
        <MetricPanel metric="meeting-completion" shape="trend" groupBy={groupBy} />
        <MetricPanel metric="no-show" shape="trend" />
        <MetricPanel
          metric="time-to-first-meeting"
          shape="groups"
          groupBy={groupBy.length === 0 ? ['mentee_department'] : groupBy}
          isAllTime
        />
        <MetricPanel metric="cadence-adherence" shape="trend" groupBy={groupBy} />
      </div>
    </>
  );
}
