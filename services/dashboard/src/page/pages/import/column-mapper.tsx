/** A mapping by choosing: files, the events that their rows become, and a column for each field. */
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Empty, Fetched } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import { eventTypesQuery, type Stream } from '../events/event-types-query.ts';
import type { ChosenFile } from './chosen-files.ts';
import { EventChoice } from './event-choice.tsx';
import { columnsQuery } from './import-query.ts';
import {
  choosableFields,
  type EventDraft,
  type FileColumns,
  guessEvent,
  mappingText,
  missingIn,
} from './mapping-draft.ts';

type Drafts = Readonly<Record<string, readonly EventDraft[]>>;

function AddEvent({
  file,
  streams,
  onAdd,
}: {
  file: FileColumns;
  streams: readonly Stream[];
  onAdd(type: string): void;
}) {
  const id = useId();
  return (
    <label className="field" htmlFor={id}>
      <span>A row of {file.name} becomes</span>
      <select id={id} className="input" value="" onChange={({ target }) => onAdd(target.value)}>
        <option value="">choose an event …</option>
        {streams
          .filter(({ types }) => !types.every((type) => type.only_rapport))
          .map(({ stream, types }) => (
            <optgroup key={stream} label={stream}>
              {types.map(({ type }) => (
                <option key={type}>{type}</option>
              ))}
            </optgroup>
          ))}
      </select>
    </label>
  );
}

type FileMapperProps = {
  file: FileColumns;
  streams: readonly Stream[];
  drafts: readonly EventDraft[];
  onChange(drafts: readonly EventDraft[]): void;
};

function FileMapper({ file, streams, drafts, onChange }: FileMapperProps) {
  const { view } = useScope();
  const add = (type: string) => {
    const guess = guessEvent(file, type, choosableFields(streams, type));
    const own = view.programme === undefined ? {} : { programme_id: { text: view.programme } };
    onChange([...drafts, { ...guess, fields: { ...own, ...guess.fields } }]);
  };
  return (
    <section className="stack" aria-label={file.name}>
      <h3>
        {file.name}{' '}
        <span className="soft small">
          {file.columns.length} columns · {file.format === 'csv' ? `separated by “${file.delimiter}”` : 'JSON Lines'} ·{' '}
          {file.encoding}
        </span>
      </h3>
      {drafts.map((draft, place) => (
        <EventChoice
          // biome-ignore lint/suspicious/noArrayIndexKey: a type may be there twice, and drafts keep their places
          key={`${draft.type}${place}`}
          file={file}
          draft={draft}
          fields={choosableFields(streams, draft.type)}
          onChange={(changed) => onChange(drafts.map((one, at) => (at === place ? changed : one)))}
          onRemove={() => onChange(drafts.filter((_, at) => at !== place))}
        />
      ))}
      <AddEvent file={file} streams={streams} onAdd={add} />
    </section>
  );
}

type MapperProps = { streams: readonly Stream[]; columns: readonly FileColumns[]; onMapping(text: string): void };

function Mapper({ streams, columns, onMapping }: MapperProps) {
  const { zone } = useScope();
  const [source, setSource] = useState('my-system');
  const [drafts, setDrafts] = useState<Drafts>({});
  const files = columns.map((file) => ({ file, events: drafts[file.name] ?? [] }));
  const all = files.flatMap(({ events }) => events);
  const missing = all.flatMap((event) =>
    missingIn(event, choosableFields(streams, event.type)).map((name) => `${event.type}: ${name}`),
  );
  return (
    <div className="stack">
      <label className="field">
        <span>
          Name of the other system. Together with the ids it makes the same event of the same row, whenever it comes
          again
        </span>
        <input className="input" value={source} onChange={({ target }) => setSource(target.value)} />
      </label>
      {files.map(({ file, events }) => (
        <FileMapper
          key={file.name}
          file={file}
          streams={streams}
          drafts={events}
          onChange={(changed) => setDrafts({ ...drafts, [file.name]: changed })}
        />
      ))}
      <p className="soft small">
        Local times are read in {zone}. Lists, attributes, conditions and value lists are for the text: the choice made
        here is where it begins.
      </p>
      {missing.length === 0 ? null : <p className="small">Still needed: {missing.join(', ')}.</p>}
      <div>
        <button
          type="button"
          className="button button-primary"
          disabled={all.length === 0 || missing.length > 0 || source === ''}
          onClick={() => onMapping(mappingText({ source, zone, files }))}
        >
          Write this mapping
        </button>
      </div>
    </div>
  );
}

export function ColumnMapper({ files, onMapping }: { files: readonly ChosenFile[]; onMapping(text: string): void }) {
  const columns = useQuery(columnsQuery(files));
  const types = useQuery(eventTypesQuery);
  if (files.length === 0) return <Empty title="No file yet">Choose files above: their columns appear here.</Empty>;
  return (
    <Fetched query={types}>
      {(streams) => (
        <Fetched query={columns}>
          {(found) => <Mapper streams={streams} columns={found as readonly FileColumns[]} onMapping={onMapping} />}
        </Fetched>
      )}
    </Fetched>
  );
}
