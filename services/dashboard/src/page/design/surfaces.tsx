/** Cards, notices, empty and loading states: what every page is put together from. */
import type { ReactNode } from 'react';
import { dimensionText } from '../cells/row-text.ts';
import { FilterError, ProblemError } from '../data/client.ts';

type CardProps = {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  foot?: ReactNode;
  children?: ReactNode;
  id?: string;
};

/** A panel with a heading. `note` says what it shows (unit, period), `foot` how sure and since when. */
export function Card({ title, note, actions, foot, children, id }: CardProps) {
  return (
    <section className="card" {...(id === undefined ? {} : { id })}>
      <div className="card-head">
        <div className="stack-tight">
          <h2>{title}</h2>
          {note === undefined ? null : <p className="soft small">{note}</p>}
        </div>
        {actions === undefined ? null : <div className="row no-print">{actions}</div>}
      </div>
      {children}
      {foot === undefined ? null : <div className="card-foot">{foot}</div>}
    </section>
  );
}

type NoticeProps = { tone?: 'plain' | 'warn' | 'bad'; children: ReactNode };

/** Something to know about the whole page or panel. Bad news is said aloud to screen readers. */
export function Notice({ tone = 'plain', children }: NoticeProps) {
  const kind = { plain: 'notice', warn: 'notice notice-warn', bad: 'notice notice-bad' }[tone];
  return (
    <div className={kind} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** Nothing to show, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <h3>{title}</h3>
      {children === undefined ? null : <div>{children}</div>}
    </div>
  );
}

/** A place that will be filled. `height` in pixels, so that nothing jumps. */
export function Skeleton({ height = 120, label = 'Loading' }: { height?: number; label?: string }) {
  return (
    <div role="status" aria-label={label}>
      <div className="skeleton" style={{ height }} />
    </div>
  );
}

/** What may be done about a problem, by its code. */
function adviceOf(code: string): string | undefined {
  switch (code) {
    case 'BREAKDOWN_NOT_PUBLISHED':
      return 'Take months, quarters or years, and at most two dimensions.';
    case 'NOTHING_RELEASED':
      return 'The first release is made about a minute after the first data.';
    case 'TOO_MANY_REQUESTS':
      return 'It goes on by itself in a moment.';
    default:
      return undefined;
  }
}

/** Whether asking again can give another answer: a question that makes no sense stays so. */
const mayHelp = (status: number | undefined) => status === undefined || status >= 500 || status === 429;

const TITLES: Readonly<Record<number, string>> = {
  403: 'Not yours to see',
  404: 'Not found',
  422: 'Not published',
};

function FilterNotice({ error: { grain, dimensions } }: { error: FilterError }) {
  return (
    <Notice>
      <div className="stack-tight grow">
        <strong>Not told by this filter</strong>
        <span>
          This counts {grain}, which has no “{dimensions.map(dimensionText).join('”, “')}”.
        </span>
        <span className="small soft">Take the filter away above to see it for all.</span>
      </div>
    </Notice>
  );
}

/** Why something could not be shown: the API's own words, what to do, and a way to try again. */
export function ProblemNotice({ error, retry }: { error: Error; retry?: () => void }) {
  if (error instanceof FilterError) return <FilterNotice error={error} />;
  const problem = error instanceof ProblemError ? error.problem : undefined;
  const title = TITLES[problem?.status ?? 0] ?? 'This could not be shown';
  const advice = problem === undefined ? 'Is the service running? `rapport status` says.' : adviceOf(problem.code);
  return (
    <Notice tone={problem !== undefined && problem.status < 500 ? 'warn' : 'bad'}>
      <div className="stack-tight grow">
        <strong>{title}</strong>
        <span>{problem?.detail ?? 'The server could not be reached.'}</span>
        {problem?.errors
          ?.filter(({ message }) => message !== problem.detail)
          .map(({ message }) => (
            <span key={message} className="small">
              {message}
            </span>
          ))}
        {advice === undefined ? null : <span className="small soft">{advice}</span>}
      </div>
      {retry === undefined || !mayHelp(problem?.status) ? null : (
        <button type="button" className="button" onClick={retry}>
          Try again
        </button>
      )}
    </Notice>
  );
}

type Loaded<T> = { data: T | undefined; error: Error | null; isPlaceholderData?: boolean; refetch: () => unknown };

/** The three states of whatever is fetched: a skeleton, a problem, or what is there (under a moving line while its successor is on the way). */
export function Fetched<T>({
  query,
  height,
  children,
}: {
  query: Loaded<T>;
  height?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.error !== null && (query.data === undefined || query.isPlaceholderData === true)) {
    return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  }
  if (query.data === undefined) return <Skeleton {...(height === undefined ? {} : { height })} />;
  return (
    <div
      className={query.isPlaceholderData === true ? 'is-stale' : undefined}
      aria-busy={query.isPlaceholderData === true}
    >
      {children(query.data)}
    </div>
  );
}
