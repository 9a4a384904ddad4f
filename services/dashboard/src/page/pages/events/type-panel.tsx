/** One event type: its fields, a sample, and how to send one. */
import { useQuery } from '@tanstack/react-query';
import { apiAddress } from '../../data/client.ts';
import { sessionQuery } from '../../data/queries.ts';
import { type Column, DataTable } from '../../design/data-table.tsx';
import { Dialog } from '../../design/overlay.tsx';
import { CodeBlock } from '../../frame/code-block.tsx';
import { curlOfSample, kindText, type OwnField, ownFields } from './contract.ts';
import type { EventType, Field, Stream } from './event-types-query.ts';

const columns: Column<OwnField>[] = [
  {
    id: 'name',
    title: 'Field',
    cell: ({ name, isRequired }) => (
      <span className="stack-tight">
        <code>{name}</code>
        <span className="soft small">{isRequired ? 'required' : 'may be left out'}</span>
      </span>
    ),
  },
  {
    id: 'what',
    title: 'What it says',
    cell: (field) => (
      <span className="stack-tight">
        <span>{field.doc}</span>
        <span className="soft small">
          {kindText(field)}
          {field.since > 1 ? ` · since version ${field.since}` : ''}
        </span>
      </span>
    ),
  },
];

type TypePanelProps = { stream: Stream; type: EventType; shared: readonly Field[]; onClose(): void };

export function TypePanel({ stream, type, shared, onClose }: TypePanelProps) {
  const { topic, keys, schema } = stream;
  const { data: session } = useQuery(sessionQuery);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="side-panel"
      title={type.type}
      about={`On ${topic}, since version ${type.since} of its schema. Partition key: ${keys.join(', or else ')}.`}
    >
      <div className="stack">
        <DataTable
          caption={`Fields of ${type.type}`}
          rows={ownFields(stream, type, shared)}
          columns={columns}
          keyOf={({ name }) => name}
        />
        <p className="soft small">
          Beside these, every event has {shared.map(({ name }) => name).join(', ')}. POST /v1/events sets recorded_at,
          and event_id and source where they are left out.
        </p>
        <CodeBlock title="Sample" text={JSON.stringify(type.sample, null, 2)} />
        {type.only_rapport ? (
          <p>Only Rapport’s own services tell this: it is refused from anybody else.</p>
        ) : session === undefined ? null : (
          <CodeBlock
            title="Send one"
            text={curlOfSample(type.sample, { origin: session.apis.ingest, hasToken: session.role !== 'demo' })}
          />
        )}
        <p>
          <a href={apiAddress(`/v1/event-types/${stream.stream}/schema`)} download>
            Avro schema {schema.name}, version {schema.version}
          </a>
        </p>
      </div>
    </Dialog>
  );
}
