/** The frame around every page: navigation, filter bar, what is known until when, palette, shortcuts; or the login. */
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { PAGES, pagesFor } from '../app/pages.ts';
import { dimensionText } from '../cells/row-text.ts';
import { ProblemError } from '../data/client.ts';
import { sessionQuery } from '../data/queries.ts';
import { HintProvider } from '../design/overlay.tsx';
import { ProblemNotice, Skeleton } from '../design/surfaces.tsx';
import { showDate } from '../view/period.ts';
import { useScope } from '../view/use-scope.ts';
import { useView } from '../view/use-view.ts';
import { FilterBar } from './filter-bar.tsx';
import { FrameKeys } from './frame-keys.tsx';
import { KnownUntil } from './known-until.tsx';
import { Login } from './login.tsx';
import { Navigation } from './navigation.tsx';
import { PageProvider, usePageFacts } from './page-context.tsx';
import { useStartingView } from './starting-view.ts';

/** Most pages are read without looking behind a number: loaded with the first one. */
const DrillPanel = lazy(async () => ({ default: (await import('../drill/drill-panel.tsx')).DrillPanel }));

export function Shell() {
  const session = useQuery(sessionQuery);
  const { error } = session;
  if (error instanceof ProblemError && error.problem.status === 401) return <Login />;
  if (error !== null) {
    return (
      <main className="login">
        <h1>Rapport</h1>
        <ProblemNotice error={error} retry={() => void session.refetch()} />
      </main>
    );
  }
  if (session.data === undefined) return <Skeleton height={600} label="Signing in" />;
  return (
    <HintProvider>
      <PageProvider>
        <Frame role={session.data.role} name={session.data.name} />
      </PageProvider>
    </HintProvider>
  );
}

/** The entry of the page that is open. Details are found by the beginning of their path. */
function useEntry() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isAt = (pattern: string) =>
    pattern === path || (pattern.includes('/$') && path.startsWith(pattern.slice(0, pattern.indexOf('$'))));
  return PAGES.find(({ path: pattern }) => isAt(pattern));
}

/** Tells screen readers and the browser's history which page this is now, and begins reading at its top. */
function usePageTitle(title: string | undefined) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(title);
  useEffect(() => {
    document.title = title === undefined ? 'Rapport' : `${title} · Rapport`;
    if (before.current !== title) main.current?.focus({ preventScroll: true });
    before.current = title;
  }, [title]);
  return main;
}

/** What the filter bar says, on paper. */
function Printed() {
  const { view, programme, period, zone } = useScope();
  const filters = Object.entries(view.where).map(
    ([dimension, values]) => `${dimensionText(dimension)}: ${values.join(', ')}`,
  );
  const said = [
    programme?.name ?? view.programme ?? 'All programmes',
    period.text,
    ...filters,
    view.asOf === undefined ? '' : `as of ${showDate(view.asOf.slice(0, 10))}`,
    zone,
  ];
  return <p className="print-only small">{said.filter(Boolean).join(' · ')}</p>;
}

function Frame({ role, name }: { role: string; name: string | null }) {
  const [isNavOpen, setNavOpen] = useState(false);
  const entry = useEntry();
  const main = usePageTitle(entry?.title);
  const { view } = useView();
  const { toast } = usePageFacts();
  useStartingView();
  return (
    <div className="shell">
      <a className="button button-primary skip" href="#content">
        To the content
      </a>
      <Navigation pages={pagesFor(role)} role={role} name={name} isOpen={isNavOpen} onClose={() => setNavOpen(false)} />
      <div className="main">
        <FilterBar entry={entry} onOpenNav={() => setNavOpen(true)} />
        <main className="content" id="content" ref={main} tabIndex={-1}>
          <Printed />
          <KnownUntil />
          {/* Another programme is another page: nothing of the last one stays in it. */}
          <Outlet key={view.programme ?? ''} />
        </main>
      </div>
      <FrameKeys role={role} />
      {view.own['drill'] === undefined ? null : (
        <Suspense fallback={null}>
          <DrillPanel />
        </Suspense>
      )}
      {toast === undefined ? null : (
        <p className="toast" role="status">
          {toast}
        </p>
      )}
    </div>
  );
}
