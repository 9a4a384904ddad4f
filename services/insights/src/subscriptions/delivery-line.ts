/** A delivery in the request log: nobody asked over HTTP, and somebody was answered all the same. */
import { randomUUID } from 'node:crypto';
import type { AccessLogLine, Subscription } from '@rapport/warehouse';
import type { Access } from '../access/access.ts';
import type { Asked } from './asking.ts';

/** The line of an answer that was delivered at `now`, epoch milliseconds. */
export function deliveryLine(access: Access, { id }: Subscription, { answer }: Asked, now: number): AccessLogLine {
  const { metric, query, row_count, suppressed_cells, release } = answer.meta;
  return {
    ...{
      at: now,
      id: randomUUID(),
      trace_id: '',
      token_id: access.tokenId ?? '',
      name: access.name,
      role: access.role,
    },
    ...{ method: 'DELIVER', route: '/v1/subscriptions/{id}', url: `/v1/subscriptions/${id}`, status: 200 },
    ...{ metrics: [metric], questions: JSON.stringify([query]), duration_ms: 0 },
    ...{ cells_shown: Math.max(0, row_count - suppressed_cells), cells_hidden: suppressed_cells },
    release: release?.id ?? '',
  };
}
