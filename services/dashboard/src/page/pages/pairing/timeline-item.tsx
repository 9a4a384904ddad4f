/** One event of a pairing: when, what, and where on the log it lies. */
import type { BodyOf } from '../../data/types.ts';
import { fieldsText } from './field-text.ts';

type TimelineEvent = BodyOf<'/v1/pairings/{id}/timeline'>['data'][number]['events'][number];

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

/** Which way an event points, for the mark at its side. The words say it too. */
const TONES: Readonly<Record<string, 'for' | 'against'>> = {
  'pairing.activated': 'for',
  'pairing.completed': 'for',
  'meeting.held': 'for',
  'goal.completed': 'for',
  'pairing.declined': 'against',
  'pairing.ended_early': 'against',
  'pairing.voided': 'against',
  'meeting.cancelled': 'against',
  'meeting.no_show': 'against',
  'goal.abandoned': 'against',
};

function Place({ event }: { event: TimelineEvent }) {
  const { partition, offset, schema } = event;
  return (
    <details className="small soft">
      <summary>Where it lies</summary>
      <p>
        {event.type} · {event.event_id}
        <br />
        {event.topic}
        {partition === null || offset === null ? '' : ` · partition ${partition}, offset ${offset}`}
        {schema === null ? '' : ` · schema ${schema.id}, version ${schema.version}`}
        <br />
        told {event.recorded_at}, stored {event.stored_at}
        {event.supersedes === null ? '' : ` · takes the place of ${event.supersedes}`}
        {event.superseded_by === null ? '' : ` · its place was taken by ${event.superseded_by}`}
      </p>
    </details>
  );
}

export function TimelineItem({ event, zone, pairing }: { event: TimelineEvent; zone: string; pairing: string }) {
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(
    Date.parse(event.occurred_at),
  );
  const isCorrected = event.superseded_by !== null;
  return (
    <li
      className={isCorrected ? 'event event-corrected' : 'event'}
      id={event.event_id}
      data-tone={isCorrected ? undefined : TONES[event.type]}
    >
      <time className="soft small number" dateTime={event.occurred_at}>
        {when}
      </time>
      <div className="event-text">
        <p>
          <strong>
            {wordsOf(event.type)}
            {isCorrected ? ' (corrected later)' : ''}
            {event.supersedes === null ? '' : ' (a correction)'}
          </strong>{' '}
          <span className="soft small">{fieldsText(event.fields, zone, pairing)}</span>
        </p>
        <Place event={event} />
      </div>
    </li>
  );
}
