/** What happened to one pairing, event by event, each with its place on the log; what later events corrected stays to be seen. */
import { asked } from '@rapport/client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { attentionQuery } from '../../data/attention.ts';
import { api, bodyOf } from '../../data/client.ts';
import type { BodyOf } from '../../data/types.ts';
import { Card, Empty, Fetched, Notice } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import { DeedButtons } from '../attention/deeds.tsx';

type Pairing = BodyOf<'/v1/pairings/{id}/timeline'>['data'][number];
type TimelineEvent = Pairing['events'][number];

const WORDS: Readonly<Record<string, string>> = {
  'pairing.proposed': 'Proposed',
  'pairing.activated': 'Begun',
  'pairing.paused': 'Paused',
  'pairing.resumed': 'Resumed',
  'pairing.completed': 'Completed',
  'pairing.ended_early': 'Ended early',
  'pairing.voided': 'Voided: it never was',
  'meeting.scheduled': 'Meeting planned',
  'meeting.rescheduled': 'Meeting moved',
  'meeting.held': 'Met',
  'meeting.cancelled': 'Meeting cancelled',
  'meeting.no_show': 'Somebody did not come',
};

const wordsOf = (type: string) => {
  const [stream = '', verb = ''] = type.split('.');
  return WORDS[type] ?? `${stream.charAt(0).toUpperCase()}${stream.slice(1)} ${verb.replaceAll('_', ' ')}`;
};

const HIDDEN_FIELDS = new Set(['mentor_id', 'mentee_id', 'programme_id', 'pairing_id']);
const fieldsText = (fields: Readonly<Record<string, unknown>>) =>
  Object.entries(fields)
    .filter(([name, value]) => !HIDDEN_FIELDS.has(name) && value !== null && value !== '')
    .map(
      ([name, value]) =>
        `${name.replaceAll('_', ' ')}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
    )
    .join(' · ');

function Event({ event, zone }: { event: TimelineEvent; zone: string }) {
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    Date.parse(event.occurred_at),
  );
  const isCorrected = event.superseded_by !== null;
  const place =
    event.partition === null || event.offset === null ? '' : ` · partition ${event.partition}, offset ${event.offset}`;
  return (
    <li className={isCorrected ? 'event event-corrected' : 'event'} id={event.event_id}>
      <div className="row-between">
        <strong>
          {wordsOf(event.type)}
          {isCorrected ? ' (corrected later)' : ''}
          {event.supersedes === null ? '' : ' (a correction)'}
        </strong>
        <time className="soft number" dateTime={event.occurred_at}>
          {when}
        </time>
      </div>
      <p className="small">{fieldsText(event.fields)}</p>
      <details className="small soft">
        <summary>Where it lies</summary>
        <p>
          {event.type} · {event.event_id}
          <br />
          {event.topic}
          {place}
          {event.schema === null ? '' : ` · schema ${event.schema.id}, version ${event.schema.version}`}
          <br />
          told {event.recorded_at}, stored {event.stored_at}
          {event.supersedes === null ? '' : ` · takes the place of ${event.supersedes}`}
          {event.superseded_by === null ? '' : ` · its place was taken by ${event.superseded_by}`}
        </p>
      </details>
    </li>
  );
}

function Alerts({ id, programme }: { id: string; programme: string | undefined }) {
  const { data } = useInfiniteQuery(attentionQuery({ programme, pairing: id, state: 'raised,acknowledged,snoozed' }));
  return data?.pages
    .flatMap(({ data: alerts }) => alerts)
    .map((alert) => (
      <Notice key={alert.alert_id} tone="warn">
        <span className="grow">{alert.reason.text}</span>
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
                title={`Mentor ${pairing.mentor_id ?? '?'} · mentee ${pairing.mentee_id ?? '?'}`}
                note={`${pairing.programme_id} · ${pairing.events.length} events${pairing.events_left_out > 0 ? `, ${pairing.events_left_out} more are not yours to see` : ''} · times of ${zone}`}
              >
                <ol className="timeline">
                  {pairing.events.map((event) => (
                    <Event key={event.event_id} event={event} zone={zone} />
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
