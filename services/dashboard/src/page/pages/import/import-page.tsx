/** Import: files of another system, through a mapping, rehearsed before anything is written. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { PageLink } from '../../app/page-link.tsx';
import { formatCount } from '../../cells/format-value.ts';
import { ProblemError } from '../../data/client.ts';
import { Card, Notice, ProblemNotice } from '../../design/surfaces.tsx';
import { useScope } from '../../view/use-scope.ts';
import { base64Of, type ChosenFile, MOST_BYTES, sizeOf } from './chosen-files.ts';
import { FilesCard } from './files-card.tsx';
import { type Order, type Report, templateQuery, useImport, usePreview } from './import-query.ts';
import { MappingCard } from './mapping-card.tsx';
import { Outcome } from './outcome.tsx';
import '../data-pages.css';

const eventsText = (count: number) => `${formatCount(count)} ${count === 1 ? 'event' : 'events'}`;

/** Why an import was refused. A mapping's mistakes have their lines. */
function Refusal({ error }: { error: Error }) {
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const errors = (problem?.errors ?? []) as readonly { place?: string; line?: number; message: string }[];
  if (problem?.status !== 422 || errors.length === 0) return <ProblemNotice error={error} />;
  return (
    <Notice tone="bad">
      <div className="stack-tight grow">
        <strong>{problem.title}: nothing was written</strong>
        <ul>
          {errors.map(({ place = '', line, message }) => (
            <li key={`${place}${line}${message}`}>
              {line === undefined ? null : <>line {line}: </>}
              {place === '' ? null : <code>{place}</code>} {message}
            </li>
          ))}
        </ul>
      </div>
    </Notice>
  );
}

function Imported({ report }: { report: Report }) {
  const { linkTo } = useScope();
  return (
    <Card title="Imported">
      <Notice>
        <span>
          {eventsText(report.events)} went to the log. They are in the numbers as soon as they are stored:{' '}
          <PageLink to="/health" search={linkTo()}>
            Data health
          </PageLink>{' '}
          says how far that is.
        </span>
      </Notice>
      <Outcome report={report} />
    </Card>
  );
}

/** Files and mapping, with what was rehearsed of exactly these. */
function useOrder() {
  const [order, setOrder] = useState<Order>({ files: [], mapping: '' });
  const preview = usePreview();
  const done = useImport();
  const change = (patch: Partial<Order>) => {
    setOrder((before) => ({ ...before, ...patch }));
    // What was rehearsed of something else says nothing about this.
    preview.reset();
    done.reset();
  };
  return { order, change, preview, done };
}

function useExample(change: (order: Order) => void) {
  const client = useQueryClient();
  const { change: changeView } = useScope();
  return async () => {
    const { small } = await client.fetchQuery(templateQuery);
    const files = small.files.map(({ name, text = '' }): ChosenFile => {
      const bytes = new TextEncoder().encode(text);
      return { name, size: bytes.length, base64: base64Of(bytes) };
    });
    change({ files, mapping: small.mapping });
    changeView({ own: { mapping: 'text' } }, { replace: true });
  };
}

export function ImportPage() {
  const { order, change, preview, done } = useOrder();
  const [exampleError, setExampleError] = useState<Error>();
  const example = useExample(change);
  const isReady = order.files.length > 0 && order.mapping.trim() !== '' && sizeOf(order.files) <= MOST_BYTES;
  const { data: rehearsed } = preview;
  return (
    <>
      <div className="stack-tight">
        <h1>Import</h1>
        <p className="soft">
          Files of another system become events. Nothing is written before a rehearsal has shown what would be. The
          files stay in this window and in the server’s memory, and in no log.
        </p>
      </div>
      {exampleError === undefined ? null : <ProblemNotice error={exampleError} />}
      <FilesCard
        files={order.files}
        onChange={(files) => change({ files })}
        onExample={() => void example().catch((error: unknown) => setExampleError(error as Error))}
      />
      <MappingCard files={order.files} mapping={order.mapping} onChange={(mapping) => change({ mapping })} />
      <Card title="3 · Rehearsal" note="Does everything but writing">
        <div>
          <button
            type="button"
            className="button button-primary"
            disabled={!isReady || preview.isPending}
            onClick={() => preview.mutate(order)}
          >
            {preview.isPending ? 'Rehearsing …' : 'Rehearse'}
          </button>
        </div>
        {isReady ? null : <p className="soft small">Files and a mapping come first.</p>}
        {preview.error === null ? null : <Refusal error={preview.error} />}
        {rehearsed === undefined ? null : <Outcome report={rehearsed} sample={rehearsed.sample} />}
      </Card>
      {rehearsed === undefined || done.data !== undefined ? null : (
        <Card
          title="4 · Import"
          note="Writes the events. Refused rows are left out: mend them, and import the same file again"
        >
          <div>
            <button
              type="button"
              className="button button-primary"
              disabled={done.isPending || rehearsed.events === 0}
              onClick={() => done.mutate(order)}
            >
              {done.isPending ? 'Importing …' : `Import ${eventsText(rehearsed.events)}`}
            </button>
          </div>
          {done.error === null ? null : <Refusal error={done.error} />}
        </Card>
      )}
      {done.data === undefined ? null : <Imported report={done.data} />}
    </>
  );
}
