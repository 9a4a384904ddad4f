/** What came of it: satisfaction beside who answered, change from before to after, goals, promotions, and participants beside others. */
import { usePageQuestion } from '../../frame/page-context.tsx';
import { MetricPanel } from '../../panels/metric-panel.tsx';
import { useScope } from '../../view/use-scope.ts';
import { ContrastPanel } from './contrast-panel.tsx';

export function OutcomesPage() {
  const { ask } = useScope();
  usePageQuestion(ask({ metric: 'satisfaction' }));
  return (
    <>
      <h1>Outcomes</h1>
      <p className="soft">A score never stands alone: how many answered is beside it, and so is who did not.</p>
      <div className="grid-small">
        <MetricPanel metric="satisfaction" shape="number" isCompared />
        <MetricPanel metric="survey-response-rate" shape="number" isCompared />
        <MetricPanel metric="nps" shape="number" isCompared />
        <MetricPanel metric="promotion" shape="number" isAllTime />
      </div>
      <div className="grid-two">
        <MetricPanel metric="response-by-engagement" shape="groups" isAllTime />
        <MetricPanel metric="paired-survey-change" shape="groups" isAllTime reference={0} />
        <MetricPanel metric="goal-completion" shape="trend" />
        <MetricPanel metric="skill-gain" shape="groups" isAllTime reference={0} />
      </div>
      <h2>Beside people who did not take part</h2>
      <div className="grid-two">
        <ContrastPanel metric="retention-contrast" />
        <ContrastPanel metric="promotion-contrast" />
      </div>
    </>
  );
}
