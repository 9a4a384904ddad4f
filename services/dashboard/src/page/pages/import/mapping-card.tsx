/** How rows become events: chosen column by column, or written as text. */
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { Card, ProblemNotice } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import type { ChosenFile } from './chosen-files.ts';
import { ColumnMapper } from './column-mapper.tsx';
import { templateQuery } from './import-query.ts';

type MappingCardProps = { files: readonly ChosenFile[]; mapping: string; onChange(mapping: string): void };

function MappingText({ mapping, onChange }: Omit<MappingCardProps, 'files'>) {
  const id = useId();
  const template = useQuery({ ...templateQuery, enabled: false });
  const begin = async () => {
    const { data } = await template.refetch();
    if (data !== undefined) onChange(data.mapping);
  };
  return (
    <div className="stack">
      <div className="row">
        <label className="field">
          <span>A mapping that you have</span>
          <input
            type="file"
            accept=".yaml,.yml"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              void file?.text().then(onChange);
            }}
          />
        </label>
        <button type="button" className="button" onClick={() => void begin()}>
          Begin with the commented template
        </button>
      </div>
      {template.error === null ? null : <ProblemNotice error={template.error} />}
      <div className="field">
        <label htmlFor={id}>The mapping, in YAML</label>
        <textarea
          id={id}
          className="input code"
          spellCheck={false}
          value={mapping}
          onChange={({ target }) => onChange(target.value)}
        />
      </div>
    </div>
  );
}

const TABS = [
  ['choose', 'Choose columns'],
  ['text', 'As text'],
] as const;

export function MappingCard({ files, mapping, onChange }: MappingCardProps) {
  const { view, change } = useScope();
  const tab = view.own['mapping'] === 'text' ? 'text' : 'choose';
  const open = (name: 'choose' | 'text') =>
    change({ own: { mapping: name === 'choose' ? undefined : name } }, { replace: true });
  return (
    <Card
      title="2 · Mapping"
      note="Which event a row becomes, and where each of its fields comes from"
      actions={
        <fieldset className="segmented">
          <legend className="visually-hidden">How to make the mapping</legend>
          {TABS.map(([name, text]) => (
            <button
              key={name}
              type="button"
              className="button small"
              aria-pressed={tab === name}
              onClick={() => open(name)}
            >
              {text}
            </button>
          ))}
        </fieldset>
      }
      foot="The same mapping works with the command and with the same ids, so keep it: importing a file again changes nothing."
    >
      {/* Both stay: what was chosen is there again when one comes back from the text. */}
      <div hidden={tab !== 'choose'}>
        <ColumnMapper
          files={files}
          onMapping={(text) => {
            onChange(text);
            open('text');
          }}
        />
      </div>
      {tab === 'text' ? <MappingText mapping={mapping} onChange={onChange} /> : null}
    </Card>
  );
}
