/** One event that a row becomes: where each of its fields comes from. */
import { useId } from 'react';
import type { OwnField } from '../events/contract.ts';
import type { EventDraft, FieldChoice, FileColumns } from './mapping-draft.ts';

const FIXED = '\u0000fixed';

type ChoiceProps = {
  field: Pick<OwnField, 'name' | 'doc' | 'isRequired'>;
  file: FileColumns;
  choice: FieldChoice;
  onChange(choice: FieldChoice): void;
};

function ColumnOptions({ columns }: { columns: readonly string[] }) {
  return columns.map((column) => (
    <option key={column} value={column}>
      {column}
    </option>
  ));
}

const isPerson = (name: string) => ['participant_id', 'mentor_id', 'mentee_id'].includes(name);

function FieldRow({ field: { name, doc, isRequired }, file, choice, onChange }: ChoiceProps) {
  const id = useId();
  const { column, text, isPseudonym = false } = choice;
  const isFixed = column === undefined && text !== undefined;
  const sample = column === undefined ? undefined : file.rows[0]?.[file.columns.indexOf(column)];
  return (
    <tr>
      <th scope="row">
        <label htmlFor={id}>
          <code>{name}</code>
          {isRequired ? <span className="small"> (needed)</span> : null}
        </label>
        <span className="soft small">
          <br />
          {doc}
        </span>
      </th>
      <td>
        <div className="stack-tight">
          <select
            id={id}
            className="input"
            value={isFixed ? FIXED : (column ?? '')}
            onChange={({ target: { value } }) =>
              onChange(value === FIXED ? { text: '' } : value === '' ? {} : { column: value })
            }
          >
            <option value="">{isRequired ? 'choose …' : 'leave out'}</option>
            <option value={FIXED}>the same in every row …</option>
            <ColumnOptions columns={file.columns} />
          </select>
          {isFixed ? (
            <input
              className="input"
              aria-label={`${name} in every row`}
              value={text}
              onChange={({ target }) => onChange({ text: target.value })}
            />
          ) : null}
          {column !== undefined && isPerson(name) ? (
            <label className="check small">
              <input
                type="checkbox"
                checked={isPseudonym}
                onChange={({ target }) => onChange(target.checked ? { column, isPseudonym: true } : { column })}
              />
              names or addresses: put pseudonyms in their place
            </label>
          ) : null}
        </div>
      </td>
      <td className="soft small">{sample === undefined || sample === '' ? '–' : isPseudonym ? '(hidden)' : sample}</td>
    </tr>
  );
}

type EventChoiceProps = {
  file: FileColumns;
  draft: EventDraft;
  fields: readonly OwnField[];
  onChange(draft: EventDraft): void;
  onRemove(): void;
};

export function EventChoice({ file, draft, fields, onChange, onRemove }: EventChoiceProps) {
  const set = (name: string, choice: FieldChoice) =>
    onChange({ ...draft, fields: { ...draft.fields, [name]: choice } });
  const when = { name: 'occurred_at', doc: 'When it happened', isRequired: true };
  return (
    <section className="stack-tight" aria-label={`${draft.type} of ${file.name}`}>
      <div className="row-between">
        <h4>{draft.type}</h4>
        <button type="button" className="button button-quiet small" onClick={onRemove}>
          Remove {draft.type}
        </button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable */}
      <section className="table-scroll" tabIndex={0} aria-label={`Fields of ${draft.type}`}>
        <table className="table table-wide">
          <caption className="visually-hidden">Where the fields of {draft.type} come from</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Comes from</th>
              <th scope="col">First row</th>
            </tr>
          </thead>
          <tbody>
            <FieldRow
              field={when}
              file={file}
              choice={draft.when === '' ? {} : { column: draft.when }}
              onChange={({ column }) => onChange({ ...draft, when: column ?? '' })}
            />
            {fields.map((field) => (
              <FieldRow
                key={field.name}
                field={field}
                file={file}
                choice={draft.fields[field.name] ?? {}}
                onChange={(choice) => set(field.name, choice)}
              />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
