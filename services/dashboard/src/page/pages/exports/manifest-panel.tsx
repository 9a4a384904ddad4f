/** What an export is, whether it is whole, and how to ask for the same again. */
import { useQuery } from '@tanstack/react-query';
import { formatCount } from '../../cells/format-value.ts';
import { apiAddress } from '../../data/client.ts';
import { DataTable } from '../../design/data-table.tsx';
import { Dialog } from '../../design/overlay.tsx';
import { Fetched } from '../../design/surfaces.tsx';
import { CodeBlock } from '../../frame/code-block.tsx';
import { instantText, sizeText } from '../../view/time-text.ts';
import { useScope } from '../../view/use-scope.ts';
import { type Manifest, manifestQuery } from './exports-query.ts';

function Facts({ manifest }: { manifest: Manifest }) {
  const { zone } = useScope();
  const { file, as_of: asOf, known_at: knownAt, definitions, feed_position: position } = manifest;
  const facts = [
    ['File', `${file.name} (${file.media_type})`],
    ['Rows', formatCount(file.rows)],
    ['Size', `${sizeText(file.bytes)} (${formatCount(file.bytes)} bytes)`],
    ['SHA-256', file.sha256],
    ['As of', instantText(asOf, zone)],
    ['Known at', instantText(knownAt, zone)],
    ['Made from', definitions.map(({ id, version }) => `${id} (version ${version})`).join(', ')],
    ...(position === undefined ? [] : [['Feed goes on from', position] as const]),
  ];
  return (
    <dl className="fact-list">
      {facts.map(([name, text]) => (
        <div key={name} className="contents">
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

export function ManifestPanel({ id, onClose }: { id: string; onClose(): void }) {
  const query = useQuery(manifestQuery(id));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="side-panel"
      title="Manifest"
      about="What the file is, and whether it is whole."
    >
      <Fetched query={query}>
        {(manifest) => (
          <div className="stack">
            <Facts manifest={manifest} />
            {manifest.notes.map((note) => (
              <p key={note} className="soft">
                {note}
              </p>
            ))}
            <DataTable
              caption="Columns of the file"
              rows={manifest.schema}
              keyOf={({ name }) => name}
              columns={[
                { id: 'name', title: 'Column', cell: ({ name }) => <code>{name}</code> },
                { id: 'type', title: 'Type', cell: ({ type }) => <code>{type}</code> },
                { id: 'comment', title: 'What it says', cell: ({ comment }) => comment },
              ]}
            />
            <CodeBlock title="Asked" text={JSON.stringify(manifest.query, null, 2)} />
            <p>
              <a href={apiAddress(`/v1/exports/${id}/manifest`)}>The manifest as JSON</a>
            </p>
          </div>
        )}
      </Fetched>
    </Dialog>
  );
}
