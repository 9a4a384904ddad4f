/** Events that come with the mapping itself, such as the programme's configuration. */
import { eventIdFrom, isOwnType, parseEventJson, type RapportEvent } from '@rapport/events';
import { constantsOf } from './constants.ts';
import type { Note } from './mapping-notes.ts';
import type { MappingText } from './mapping-schema.ts';

/** Makes the event, as recorded at the given epoch milliseconds. */
export type OnceEvent = (recordedAt: number) => RapportEvent;

/** Compiles one entry of `once`; what is wrong with it goes to `note`, and then there is no event. */
export function compileOnce(text: MappingText, entry: MappingText['once'][number], note: Note): OnceEvent[] {
  if (isOwnType(entry.type)) {
    note(['type'], `${entry.type} is told by Rapport itself and cannot be imported`);
    return [];
  }
  const offered = {
    ...constantsOf(text.constants, entry.type),
    ...entry.fields,
    type: entry.type,
    occurred_at: entry.occurred_at,
    event_id: eventIdFrom(text.source, entry.key),
    source: text.source,
  };
  const checked = parseEventJson(offered, { recordedAt: 0, newId: () => '', source: text.source });
  if (checked.ok) return [(recordedAt) => ({ ...checked.event, recorded_at: recordedAt })];
  for (const issue of checked.issues) {
    const own = issue.field === 'type' || issue.field === 'occurred_at';
    note(own ? [issue.field] : ['fields', issue.field], issue.message);
  }
  return [];
}
