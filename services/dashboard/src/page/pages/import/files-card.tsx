/** Choosing files: by the button, or by letting them fall into the frame. */
import { useId, useState } from 'react';
import { Card, Notice } from '../../design/surfaces.tsx';
import { sizeText } from '../../view/time-text.ts';
import { type ChosenFile, MOST_BYTES, readFile, sizeOf, withFiles } from './chosen-files.ts';

type FilesCardProps = {
  files: readonly ChosenFile[];
  onChange(files: readonly ChosenFile[]): void;
  onExample(): void;
};

export function FilesCard({ files, onChange, onExample }: FilesCardProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const add = async (chosen: FileList | null) => {
    if (chosen === null || chosen.length === 0) return;
    onChange(withFiles(files, await Promise.all([...chosen].map(readFile))));
  };
  return (
    <Card title="1 · Files" note="CSV or JSON Lines, as the other system gives them">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a shortcut for the button inside */}
      <div
        className="drop"
        data-over={isOver}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void add(event.dataTransfer.files);
        }}
      >
        <label className="field" htmlFor={id}>
          <span>Choose files, or drop them here</span>
          <input
            id={id}
            type="file"
            multiple
            accept=".csv,.txt,.tsv,.jsonl,.ndjson,text/csv"
            onChange={({ target }) => {
              void add(target.files).then(() => {
                target.value = '';
              });
            }}
          />
        </label>
        {files.length > 0 ? null : (
          <button type="button" className="button" onClick={onExample}>
            Try a small example
          </button>
        )}
      </div>
      {files.length === 0 ? null : (
        <ul className="stack-tight plain-list">
          {files.map(({ name, size }) => (
            <li key={name} className="row-between">
              <span>
                {name} <span className="soft small">{sizeText(size)}</span>
              </span>
              <button
                type="button"
                className="button button-quiet small"
                aria-label={`Leave out ${name}`}
                onClick={() => onChange(files.filter((one) => one.name !== name))}
              >
                Leave out
              </button>
            </li>
          ))}
        </ul>
      )}
      {sizeOf(files) <= MOST_BYTES ? null : (
        <Notice tone="warn">
          {sizeText(sizeOf(files))} is more than one request takes ({sizeText(MOST_BYTES)}). The command has no such
          limit: <code>npm run -s rapport -- import FILE… --mapping mapping.yaml</code>
        </Notice>
      )}
    </Card>
  );
}
