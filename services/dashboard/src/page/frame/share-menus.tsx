/** Taking the present view away: its link, its numbers as a file, and the question as code. */

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { apiAddress } from '../data/client.ts';
import { sessionQuery } from '../data/queries.ts';
import { Icon } from '../design/icon.tsx';
import { Dialog, Menu } from '../design/overlay.tsx';
import type { Keeping } from '../keep/keep-dialogs.tsx';
import { type Question, seriesPath } from '../view/question.ts';
import { useView } from '../view/use-view.ts';
import { GRAINS } from '../view/view-state.ts';
import { useCopy } from './code-block.tsx';
import { usePageFacts } from './page-context.tsx';
import { QuestionCode } from './question-code.tsx';

/** The question behind the page as SQL, as curl and as a command. */
function AsCode({ question, isOpen, onClose }: { question: Question; isOpen: boolean; onClose(): void }) {
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="This view as code"
      about="The same question, asked elsewhere: the same numbers, for whoever may see them."
    >
      <QuestionCode question={question} />
    </Dialog>
  );
}

/** Fetched when somebody first keeps something. */
const KeepDialog = lazy(async () => ({ default: (await import('../keep/keep-dialogs.tsx')).KeepDialog }));

const FREEZERS = ['admin', 'analyst', 'demo'];

export function ShareMenus() {
  const { question } = usePageFacts();
  const navigate = useNavigate();
  const { linkTo } = useView();
  const copy = useCopy();
  const [isCodeOpen, setCodeOpen] = useState(false);
  const [keeping, setKeeping] = useState<Keeping>();
  const { data: session } = useQuery(sessionQuery);
  const keep = (what: Keeping) => () => setKeeping(what);
  const mayFreeze = session !== undefined && FREEZERS.includes(session.role);
  const open = ({ metric, grain, group_by: groupBy = [] }: Question) =>
    void navigate({
      to: '/exports',
      search: linkTo({ own: { metric }, grain: GRAINS.find((one) => one === grain), groupBy }) as never,
    });
  const link = () => void copy(globalThis.location.href, 'Link');
  const files =
    question === undefined
      ? []
      : [
          { label: 'CSV of this question', href: apiAddress(seriesPath(question, { format: 'csv' })) },
          { label: 'Parquet, Arrow, JSON …', onSelect: () => open(question) },
        ];
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
