/** What the data quality metrics say of the programme and period in the filter bar. */
import { type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { PageLink } from '../../app/page-link.tsx';
import { HowSure } from '../../cells/cell.tsx';
import { seriesQuery, useMetric } from '../../data/queries.ts';
import type { Series } from '../../data/types.ts';
import { Card, Fetched } from '../../design/surfaces.tsx';
import { useSeen } from '../../design/use-seen.ts';
import { DrillFrom, DrillValue } from '../../drill/drill-from.tsx';
import { useScope } from '../../view/use-scope.ts';
import type { Health } from './health-query.ts';

type Rule = Health['quality'][number];

/** These read every event: never more at once, so that the rest of the page does not wait behind them. */
const AT_ONCE = 2;

function useRules(rules: readonly Rule[], isSeen: boolean): UseQueryResult<Series>[] {
  const { ask } = useScope();
  const [allowed, setAllowed] = useState(AT_ONCE);
  const answers = useQueries({
    queries: rules.map(({ metric }, place) => ({
      ...seriesQuery(ask({ metric })),
      enabled: isSeen && place < allowed,
    })),
  });
  const settled = answers.filter(({ data, error }) => data !== undefined || error !== null).length;
  useEffect(() => setAllowed(settled + AT_ONCE), [settled]);
  return answers;
}

function RuleRow({ rule, answer }: { rule: Rule; answer: UseQueryResult<Series> }) {
  const { metric, title, question } = rule;
  const { linkTo } = useScope();
  const about = useMetric(metric);
  const [row] = answer.data?.data ?? [];
  const unit = answer.data?.meta.unit ?? '';
  const isWaiting = answer.fetchStatus === 'idle' && answer.data === undefined && answer.error === null;
  return (
    <tr>
      <th scope="row">
        <PageLink to={`/metrics/${metric}`} search={linkTo()}>
          {title}
        </PageLink>
        <span className="soft small">
          <br />
          {question}
        </span>
      </th>
      <td className="numeric">
        {isWaiting ? (
          <span className="soft">…</span>
        ) : (
          <Fetched query={answer} height={22}>
            {() =>
              row === undefined ? (
                '–'
              ) : (
                <DrillFrom asked={{ metric }}>
                  <DrillValue row={row} unit={unit} />
                </DrillFrom>
              )
            }
          </Fetched>
        )}
      </td>
      <td>{row === undefined ? null : <HowSure row={row} unit={unit} />}</td>
      <td className="soft small">{about?.target?.text ?? '–'}</td>
    </tr>
  );
}

export function QualityCard({ rules }: { rules: readonly Rule[] }) {
  const { period, programme } = useScope();
  const { ref, isSeen } = useSeen<HTMLElement>();
  const answers = useRules(rules, isSeen);
  return (
    <Card title="Quality of the data" note={`${programme?.name ?? 'All programmes'} · ${period.text}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable */}
      <section className="table-scroll" tabIndex={0} aria-label="Data quality metrics" ref={ref}>
        <table className="table table-wide">
          <caption className="visually-hidden">Metrics that judge the data</caption>
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col" className="numeric">
                Value
              </th>
              <th scope="col">How sure</th>
              <th scope="col">Expected</th>
            </tr>
          </thead>
          <tbody>
            {rules.map((rule, place) => {
              const answer = answers[place];
              return answer === undefined ? null : <RuleRow key={rule.metric} rule={rule} answer={answer} />;
            })}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
