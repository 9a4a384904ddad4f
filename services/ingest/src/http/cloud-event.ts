/** CloudEvents 1.0 in JSON → the plain form of an event, and back from its field names to the caller's places. */
import { eventIdFrom } from '@rapport/events';

export type JsonObject = { [name: string]: unknown };

/** What somebody offers as an event, and where in their JSON each field of it stands. */
export type Offer = { event: JsonObject; pointerOf(pointer: string): string };

export type Misshape = { pointer: string; code: string; message: string };

const ATTRIBUTE_POINTERS = new Map([
  ['/event_id', '/id'],
  ['/source', '/source'],
  ['/type', '/type'],
  ['/occurred_at', '/time'],
  ['/correlation_id', '/correlationid'],
]);
const QUALIFIED_TYPE = /^(?:[a-z0-9-]+\.)*mentorship\.([a-z_]+\.[a-z_]+)\.v1$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const TAKEN_FROM_ATTRIBUTES = ['event_id', 'source', 'type'];

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `org.example.mentorship.meeting.held.v1`, `mentorship.meeting.held.v1` and `meeting.held` are one type. */
function plainType(type: unknown): unknown {
  return typeof type === 'string' ? (QUALIFIED_TYPE.exec(type)?.[1] ?? type) : type;
}

// Source and id together name an event in CloudEvents; an id that is a UUID is enough of a name on its own.
function eventIdOf(id: string, source: string): string {
  return UUID.test(id) ? id.toLowerCase() : eventIdFrom(source, id);
}

function misshapes(cloudEvent: JsonObject): Misshape[] {
  const { data, specversion, id, source } = cloudEvent;
  const found: Misshape[] = [];
  const note = (pointer: string, code: string, message: string) => found.push({ pointer, code, message });
  if (specversion !== '1.0') note('/specversion', 'INVALID', 'must be "1.0"');
  for (const [name, value] of Object.entries({ id, source })) {
    if (value === undefined) note(`/${name}`, 'MISSING', 'is required in a CloudEvent');
    else if (typeof value !== 'string' || value === '') note(`/${name}`, 'INVALID', 'must be a text that is not empty');
  }
  if (cloudEvent['data_base64'] !== undefined)
    note('/data_base64', 'INVALID', 'must not be used: put the fields in data');
  if (data !== undefined && !isObject(data)) note('/data', 'INVALID', 'must be an object that holds the fields');
  if (!isObject(data)) return found;
  for (const name of TAKEN_FROM_ATTRIBUTES.filter((field) => data[field] !== undefined)) {
    note(
      `/data/${name}`,
      'INVALID',
      `must not be in data: it is the attribute ${ATTRIBUTE_POINTERS.get(`/${name}`)?.slice(1)}`,
    );
  }
  if (cloudEvent['time'] !== undefined && data['occurred_at'] !== undefined) {
    note('/data/occurred_at', 'INVALID', 'must not be in data when the attribute time is given');
  }
  return found;
}

/** Reads a CloudEvent in structured JSON. Unknown extension attributes are passed over, as its specification asks. */
function readCloudEvent(cloudEvent: JsonObject): { ok: true; offer: Offer } | { ok: false; misshapes: Misshape[] } {
  const found = misshapes(cloudEvent);
  if (found.length > 0) return { ok: false, misshapes: found };
  const data = (cloudEvent['data'] ?? {}) as JsonObject;
  const { id, source, type, time, correlationid } = cloudEvent;
  const event = {
    ...data,
    event_id: eventIdOf(String(id), String(source)),
    source,
    ...(type === undefined ? {} : { type: plainType(type) }),
    ...(time === undefined ? {} : { occurred_at: time }),
    ...(correlationid === undefined ? {} : { correlation_id: correlationid }),
  };
  return {
    ok: true,
    offer: {
      event,
      pointerOf: (pointer) =>
        pointer.slice(1) in data ? `/data${pointer}` : (ATTRIBUTE_POINTERS.get(pointer) ?? `/data${pointer}`),
    },
  };
}

/** An offer from JSON of either form: a CloudEvent has `specversion`. */
export function readOffer(
  item: unknown,
  mustBeCloudEvent: boolean,
): { ok: true; offer: Offer } | { ok: false; misshapes: Misshape[] } {
  if (!isObject(item)) {
    return { ok: false, misshapes: [{ pointer: '', code: 'NOT_AN_OBJECT', message: 'must be a JSON object' }] };
  }
  if (mustBeCloudEvent || item['specversion'] !== undefined) return readCloudEvent(item);
  const id = item['event_id'];
  const event = {
    ...item,
    ...('type' in item ? { type: plainType(item['type']) } : {}),
    ...(typeof id === 'string' ? { event_id: id.toLowerCase() } : {}),
  };
  return { ok: true, offer: { event, pointerOf: (pointer) => pointer } };
}
