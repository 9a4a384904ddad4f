/** The event catalogue: what can happen, with which fields, on which topic, by which schema. */
import { useQuery } from '@tanstack/react-query';
import { apiAddress } from '../../data/client.ts';
import { Card, Empty, Fetched } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import { foundIn, kindText, ownFields, sharedFields } from './contract.ts';
import { type EventType, eventTypesQuery, type Field, type Stream } from './event-types-query.ts';
import { TypePanel } from './type-panel.tsx';
import '../data-pages.css';

function TypeRow({ stream, type, shared }: { stream: Stream; type: EventType; shared: readonly Field[] }) {
  const { change } = useScope();
  const own = ownFields(stream, type, shared);
  const names = (isRequired: boolean) => own.filter((field) => field.isRequired === isRequired).map(({ name }) => name);
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" onClick={() => change({ own: { type: type.type } })}>
          {type.type}
        </button>
      </th>
      <td className="small">{names(true).join(', ')}</td>
      <td className="small soft">{names(false).join(', ') || '–'}</td>
    </tr>
  );
}

function StreamCard({ stream, shared }: { stream: Stream; shared: readonly Field[] }) {
  const { stream: name, doc, topic, keys, schema, versions, types } = stream;
  const past = versions.filter(({ version }) => version !== schema.version);
  return (
    <Card
      title={name}
      note={doc}
      actions={
        <a className="button small" href={apiAddress(`/v1/event-types/${name}/schema`)} download>
          Avro schema
        </a>
      }
      foot={
        <>
          Topic <code>{topic}</code> · key {keys.join(' or ')} · schema {schema.name}, id {schema.id}, version{' '}
          {schema.version}
          {past.length === 0 ? '' : ` (also read: ${past.map(({ version }) => version).join(', ')})`} · fingerprint{' '}
          <code title={schema.fingerprint}>{schema.fingerprint.slice(0, 12)}…</code>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable */}
      <section className="table-scroll" tabIndex={0} aria-label={`Event types of ${name}`}>
        <table className="table table-wide">
          <caption className="visually-hidden">Event types of {name}</caption>
          <thead>
            <tr>
              <th scope="col">Type</th>
              <th scope="col">Must say</th>
              <th scope="col">May say</th>
            </tr>
          </thead>
          <tbody>
            {types.map((type) => (
              <TypeRow key={type.type} stream={stream} type={type} shared={shared} />
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}

function SharedCard({ shared }: { shared: readonly Field[] }) {
  return (
    <Card title="Every event" note="The envelope: fields that all types have">
      <dl className="fact-list">
        {shared.map((field) => (
          <FieldFact key={field.name} field={field} />
        ))}
      </dl>
    </Card>
  );
}

function FieldFact({ field }: { field: Field }) {
  return (
    <>
      <dt>
        <code>{field.name}</code>
      </dt>
      <dd>
        {field.doc} <span className="soft small">({kindText(field)})</span>
      </dd>
    </>
  );
}

function Catalogue({ streams }: { streams: readonly Stream[] }) {
  const { view, change } = useScope();
  const wanted = view.own['find'] ?? '';
  const found = foundIn(streams, wanted);
  const shared = sharedFields(streams);
  const stream = streams.find(({ types }) => types.some(({ type }) => type === view.own['type']));
  const type = stream?.types.find((one) => one.type === view.own['type']);
  return (
    <div className="stack">
      <label className="field">
        <span>Find a type or a field</span>
        <input
          className="input"
          type="search"
          value={wanted}
          onChange={({ target }) => change({ own: { find: target.value } }, { replace: true })}
        />
      </label>
      {found.length === 0 ? (
        <Empty title="No type and no field is called so">Try a part of a word: meeting, reason, score.</Empty>
      ) : null}
      {found.map((one) => (
        <StreamCard key={one.stream} stream={one} shared={shared} />
      ))}
      <SharedCard shared={shared} />
      {stream === undefined || type === undefined ? null : (
        <TypePanel stream={stream} type={type} shared={shared} onClose={() => change({ own: { type: undefined } })} />
      )}
    </div>
  );
}

export function EventsPage() {
  const query = useQuery(eventTypesQuery);
  const types = query.data?.reduce((sum, stream) => sum + stream.types.length, 0);
  return (
    <>
      <div className="stack-tight">
        <h1>Event catalogue</h1>
        <p className="soft">
          {types === undefined ? 'What can be told' : `${types} types in ${query.data?.length} streams`}: the contract
          of producers and readers, made from the rules that check each event. A new version only ever adds fields that
          may be left out (FULL_TRANSITIVE), so that what was written stays readable.
        </p>
        <p>
          <a className="button small" href={apiAddress('/v1/asyncapi.json')} download="rapport-events.asyncapi.json">
            AsyncAPI document
          </a>
        </p>
      </div>
      <Fetched query={query} height={420}>
        {(streams) => <Catalogue streams={streams} />}
      </Fetched>
    </>
  );
}
