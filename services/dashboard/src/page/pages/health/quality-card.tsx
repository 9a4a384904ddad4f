/** What the data quality metrics say of the programme and period in the filter bar. */
import { PageLink } from '../../app/page-link.tsx';
import { CellValue, HowSure } from '../../cells/cell.tsx';
import { useMetric, useSeries } from '../../data/queries.ts';
import { Card, Fetched } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import type { Health } from './health-query.ts';

type Rule = Health['quality'][number];

function RuleRow({ rule: { metric, title, question } }: { rule: Rule }) {
  const { ask, linkTo } = useScope();
  const about = useMetric(metric);
  const query = useSeries(ask({ metric }));
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
        <Fetched query={query} height={22}>
          {({ data: [row], meta }) => (row === undefined ? '–' : <CellValue row={row} unit={meta.unit} />)}
        </Fetched>
      </td>
      <td>
        {query.data?.data[0] === undefined ? null : <HowSure row={query.data.data[0]} unit={query.data.meta.unit} />}
      </td>
      <td className="soft small">{about?.target?.text ?? '–'}</td>
    </tr>
  );
}

export function QualityCard({ rules }: { rules: readonly Rule[] }) {
  const { period, programme } = useScope();
  return (
    <Card title="Quality of the data" note={`${programme?.name ?? 'All programmes'} · ${period.text}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable */}
      <section className="table-scroll" tabIndex={0} aria-label="Data quality metrics">
        <table className="table">
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
            {rules.map((rule) => (
              <RuleRow key={rule.metric} rule={rule} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
