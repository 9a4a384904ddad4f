/** A cell's formula with its numbers put in, and the SQL behind it. */
import { asked } from '@rapport/client';
import { useQuery } from '@tanstack/react-query';
import { dimensionText } from '../../cells/row-text.ts';
import { bucketText } from '../../charts/buckets.ts';
import { api, bodyOf } from '../../data/client.ts';
import type { Metric } from '../../data/types.ts';
import { Card, Fetched } from '../../design/surfaces.tsx';
import { seriesParameters } from '../../view/question.ts';
import { useScope } from '../../view/use-scope.ts';

const MOST = 6;

export function ExplainCard({ metric, isAllTime }: { metric: Metric; isAllTime: boolean }) {
  const { ask, view } = useScope();
  const question = ask({ metric: metric.id, groupBy: view.groupBy, period: !isAllTime });
  const query = useQuery({
    queryKey: ['explain', question],
    queryFn: () =>
      bodyOf(
        asked(
          api.GET('/v1/metrics/{id}/explain', {
            params: { path: { id: metric.id }, query: seriesParameters(question) },
          }),
        ),
      ),
  });
  return (
    <Card
      title="How this number is made"
      note="the formula with the numbers of this view, and what is asked of the warehouse"
    >
      <Fetched query={query} height={200}>
        {({ data }) => (
          <div className="stack-tight">
            <ul className="plain">
              {data.cells.slice(0, MOST).map(({ group, bucket, formula }) => (
                <li key={`${JSON.stringify(group)}${bucket}`}>
                  {Object.entries(group)
                    .map(([dimension, value]) => `${dimensionText(dimension)} ${value}`)
                    .join(', ')}{' '}
                  {bucketText(bucket)} <code>{formula}</code>
                </li>
              ))}
            </ul>
            {data.cells.length > MOST ? <p className="soft small">and {data.cells.length - MOST} more</p> : null}
            <details>
              <summary>SQL</summary>
              <section aria-label="SQL">
                {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keys */}
                <pre tabIndex={0}>{data.sql}</pre>
              </section>
            </details>
          </div>
        )}
      </Fetched>
    </Card>
  );
}
