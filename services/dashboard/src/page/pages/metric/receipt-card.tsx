/** Did the number change since it was looked at? The same question at two moments of knowledge, and what came in between. */
import { asked } from '@rapport/client';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { api, bodyOf } from '../../data/client.ts';
import { sessionQuery } from '../../data/queries.ts';
import type { Metric } from '../../data/types.ts';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { showDate } from '../../view/period.ts';
import { seriesParameters } from '../../view/question.ts';
import { useScope } from '../../view/use-scope.ts';
import { Receipt } from './receipt.tsx';

type AboutNumber = { metric: Metric /** As the number beside it is. */; isAllTime: boolean };

function Changes({ metric, isAllTime, between }: AboutNumber & { between: string }) {
  const { ask } = useScope();
  const { known_at: _, ...question } = ask({ metric: metric.id, period: !isAllTime });
  const query = useQuery({
    queryKey: ['diff', question, between],
    queryFn: () => {
      const parameters = { ...seriesParameters(question), between };
      return bodyOf(
        asked(api.GET('/v1/metrics/{id}/diff', { params: { path: { id: metric.id }, query: parameters } })),
      );
    },
  });
  return (
    <Fetched query={query} height={120}>
      {(answer) => <Receipt receipt={answer} unit={metric.unit} />}
    </Fetched>
  );
}

/** Only those with live answers may set two moments beside each other: a difference can be one person. */
const MAY = ['admin', 'demo'];

export function ReceiptCard({ metric, isAllTime }: AboutNumber) {
  const { view, change } = useScope();
  const { data: session } = useQuery(sessionQuery);
  const id = useId();
  const since = view.own['since'];
  const until = view.knownAt ?? `${new Date().toISOString().slice(0, 10)}T23:59:59Z`;
  return (
    <Card title="Recent changes of the number" note="what was told between two moments, and what it changed">
      {session !== undefined && MAY.includes(session.role) ? (
        <>
          <label className="field" htmlFor={id}>
            <span>What did we know at the beginning of</span>
            <input
              id={id}
              className="input"
              type="date"
              value={since ?? ''}
              onChange={({ target }) => change({ own: { since: target.value } }, { replace: true })}
            />
          </label>
          {since === undefined || since === '' ? (
            <Empty title="Choose a day">
              The receipt says how the number of this view differs from what was known then, and why.
            </Empty>
          ) : (
            <>
              <p className="soft small">
                Known at {showDate(since)}, and at {showDate(until.slice(0, 10))}:
              </p>
              <Changes metric={metric} isAllTime={isAllTime} between={`${since}T00:00:00Z,${until}`} />
            </>
          )}
        </>
      ) : (
        <Empty title="Not for this token">
          Receipts compare moments; whoever is answered from releases is shown the release of each number instead.
        </Empty>
      )}
    </Card>
  );
}
