/** What a subscription would deliver now: the very mail, and its numbers beside it. */
import { asked } from '@rapport/client';
import { useQuery } from '@tanstack/react-query';
import { unitNote } from '../../cells/format-value.ts';
import { RowsTable } from '../../charts/rows-table.tsx';
import { api, apiAddress, bodyOf } from '../../data/client.ts';
import { Dialog } from '../../design/overlay.tsx';
import { Fetched, Notice } from '../../design/surfaces.tsx';
import type { Subscription } from '../../keep/kept.ts';
import { periodText, waitingText } from './delivery-text.ts';
import './reports.css';

/** The mail in a frame without any right. It comes under a policy of its own, since mails bring their styles with them. */
function MailFrame({ id, subject }: { id: string; subject: string }) {
  return (
    <section className="stack-tight" aria-label="The mail">
      <h3>The mail</h3>
      <iframe
        className="mail-frame"
        title={`The mail: ${subject}`}
        sandbox=""
        src={apiAddress(`/v1/subscriptions/${encodeURIComponent(id)}/mail`)}
      />
    </section>
  );
}

type Props = { id: string; subscription: Subscription | undefined; onClose(): void };

export function PreviewPanel({ id, subscription, onClose }: Props) {
  const query = useQuery({
    queryKey: ['subscription-preview', id],
    queryFn: async () =>
      (await bodyOf(asked(api.POST('/v1/subscriptions/{id}/preview', { params: { path: { id } } })))).data,
    retry: false,
  });
  const isMail = subscription?.channel.kind === 'email';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="side-panel"
      title="Preview"
      about="What would be delivered now, with its numbers."
    >
      <Fetched query={query}>
        {({ subject, answer, complete, reason, period }) => (
          <div className="stack">
            <p>
              <span className="soft">Subject:</span> <strong>{subject}</strong>
            </p>
            <Notice tone={complete ? 'plain' : 'warn'}>
              {complete ? `${periodText(period.id)} is told to its end.` : `It waits: ${waitingText(reason)}.`}
            </Notice>
            {isMail ? <MailFrame id={id} subject={subject} /> : null}
            <h3>
              {answer.meta.title}, {unitNote(answer.meta.unit)}
            </h3>
            <RowsTable rows={answer.data} meta={answer.meta} />
          </div>
        )}
      </Fetched>
    </Dialog>
  );
}
