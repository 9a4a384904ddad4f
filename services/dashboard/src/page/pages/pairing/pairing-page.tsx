/** What happened to one pairing, event by event, each with its place on the log; what later events corrected stays to be seen. */
import { asked } from '@rapport/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { sentenceCase } from '../../cells/row-text.ts';
import { attentionQuery } from '../../data/attention.ts';
import { api, bodyOf } from '../../data/client.ts';
import { Icon } from '../../design/icon.tsx';
import { Card, Empty, Fetched, Notice } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import { DeedButtons } from '../attention/deeds.tsx';
import { TimelineItem } from './timeline-item.tsx';

function Alerts({ id, programme }: { id: string; programme: string | undefined }) {
  const { data } = useInfiniteQuery(attentionQuery({ programme, pairing: id, state: 'raised,acknowledged,snoozed' }));
  return data?.pages
    .flatMap(({ data: alerts }) => alerts)
    .map((alert) => (
      <Notice key={alert.alert_id} tone="warn">
        <Icon name="attention" />
        <span className="grow">{sentenceCase(alert.reason.text)}</span>
        <DeedButtons alert={alert} />
      </Notice>
    ));
}

export function PairingPage() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const { view, zone } = useScope();
  const parameters = {
    ...(view.programme === undefined ? {} : { programme: view.programme }),
    ...(view.asOf === undefined ? {} : { as_of: view.asOf }),
    ...(view.knownAt === undefined ? {} : { known_at: view.knownAt }),
  };
  const query = useQuery({
    queryKey: ['timeline', id, parameters],
    queryFn: () =>
      bodyOf(asked(api.GET('/v1/pairings/{id}/timeline', { params: { path: { id }, query: parameters } }))),
  });
  return (
    <>
      <h1>Pairing {id}</h1>
      <Alerts id={id} programme={view.programme} />
      <Fetched query={query} height={480}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title="No such pairing">It may be in another programme.</Empty>
          ) : (
            data.map((pairing) => (
              <Card
                key={pairing.programme_id}
                title={
                  <>
                    Mentor <span className="id">{pairing.mentor_id ?? '?'}</span> and mentee{' '}
                    <span className="id">{pairing.mentee_id ?? '?'}</span>
                  </>
                }
                note={`${pairing.programme_id} · ${pairing.events.length} events${pairing.events_left_out > 0 ? `, ${pairing.events_left_out} more are not yours to see` : ''} · times of ${zone}`}
              >
                <ol className="timeline">
                  {pairing.events.map((event) => (
                    <TimelineItem key={event.event_id} event={event} zone={zone} pairing={id} />
                  ))}
                </ol>
              </Card>
            ))
          )
        }
      </Fetched>
    </>
  );
}
