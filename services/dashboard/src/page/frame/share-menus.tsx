/** Taking the present view away: its link, its numbers as a file, and the question as code. */

import { asked } from '@rapport/client';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { api, apiAddress, bodyOf } from '../data/client.ts';
import { sessionQuery } from '../data/queries.ts';
import { Icon } from '../design/icon.tsx';
import { Dialog, Menu } from '../design/overlay.tsx';
import { Fetched } from '../design/surfaces.tsx';
import type { Keeping } from '../keep/keep-dialogs.tsx';
import { commandOf, curlOf, type Question, seriesParameters, seriesPath } from '../view/question.ts';
import { usePageFacts } from './page-context.tsx';

/** Copies a text, and says whether that worked. */
export function useCopy(): (text: string, what: string) => Promise<void> {
  const { say } = usePageFacts();
  return async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      say(`${what} copied`);
    } catch {
      say(`The browser did not let ${what.toLowerCase()} be copied`);
    }
  };
}

export function CodeBlock({ title, text }: { title: string; text: string }) {
  const copy = useCopy();
  return (
    <div className="stack-tight">
      <div className="row-between">
        <h3>{title}</h3>
        <button type="button" className="button small" onClick={() => void copy(text, title)}>
          Copy
        </button>
      </div>
      <section aria-label={title}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keys */}
        <pre tabIndex={0}>{text}</pre>
      </section>
    </div>
  );
}

function Sql({ question }: { question: Question }) {
  const query = useQuery({
    queryKey: ['explain', question],
    queryFn: () => {
      const { compare: _, align: __, ...rest } = question;
      const path = { id: question.metric };
      return bodyOf(asked(api.GET('/v1/metrics/{id}/explain', { params: { path, query: seriesParameters(rest) } })));
    },
  });
  return (
    <Fetched query={query}>
      {({ data }) => ('sql' in data && typeof data.sql === 'string' ? <CodeBlock title="SQL" text={data.sql} /> : null)}
    </Fetched>
  );
}

/** The question behind the page as SQL, as curl and as a command. */
function AsCode({ question, isOpen, onClose }: { question: Question; isOpen: boolean; onClose(): void }) {
  const { data: session } = useQuery(sessionQuery);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="This view as code"
      about="The same question, asked elsewhere: the same numbers, for whoever may see them."
    >
      <CodeBlock title="curl" text={curlOf(question, 'http://127.0.0.1:8702')} />
      <CodeBlock title="Command" text={commandOf(question)} />
      <p className="soft small">The local command answers as an administrator and hides nothing.</p>
      {session === undefined ? null : <Sql question={question} />}
    </Dialog>
  );
}

/** Fetched when somebody first keeps something. */
const KeepDialog = lazy(async () => ({ default: (await import('../keep/keep-dialogs.tsx')).KeepDialog }));

const FREEZERS = ['admin', 'analyst', 'demo'];

export function ShareMenus() {
  const { question } = usePageFacts();
  const copy = useCopy();
  const [isCodeOpen, setCodeOpen] = useState(false);
  const [keeping, setKeeping] = useState<Keeping>();
  const { data: session } = useQuery(sessionQuery);
  const keep = (what: Keeping) => () => setKeeping(what);
  const mayFreeze = session !== undefined && FREEZERS.includes(session.role);
  const link = () => void copy(globalThis.location.href, 'Link');
  const files =
    question === undefined
      ? []
      : [{ label: 'CSV of this question', href: apiAddress(seriesPath(question, { format: 'csv' })) }];
  const items = [
    { label: 'Copy link', hint: 'l', onSelect: link },
    { label: 'Save this view …', onSelect: keep('view') },
    // Of several programmes nobody can say when all is told.
    ...(question?.programme === undefined ? [] : [{ label: 'Subscribe …', onSelect: keep('subscription') }]),
    ...(question === undefined || !mayFreeze ? [] : [{ label: 'Freeze …', onSelect: keep('report') }]),
    ...files,
    ...(question === undefined ? [] : [{ label: 'As SQL, curl, command …', onSelect: () => setCodeOpen(true) }]),
    { label: 'Print', onSelect: () => globalThis.print() },
  ];
  return (
    <>
      <Menu
        label={
          <>
            <Icon name="share" size={16} />
            <span className="share-word">Share</span>
          </>
        }
        name="Share and export"
        items={items}
      />
      {keeping === undefined ? null : (
        <Suspense fallback={null}>
          <KeepDialog keeping={keeping} question={question} onClose={() => setKeeping(undefined)} />
        </Suspense>
      )}
      {question === undefined ? null : (
        <AsCode question={question} isOpen={isCodeOpen} onClose={() => setCodeOpen(false)} />
      )}
    </>
  );
}
