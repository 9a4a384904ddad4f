/**
 * Signing in, through an identity provider where there is one, or with a token. The token goes to the page's own server and is kept there: the browser only
 * has a session cookie.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { ProblemError } from '../data/client.ts';
import { askServer, type Session, sessionQuery, waysQuery } from '../data/queries.ts';

/** Why the provider's way back led here, in words; the server says it as a parameter. */
const REFUSALS: Readonly<Record<string, string>> = {
  no_access:
    'You are signed in there, but nothing here is open to you. Whoever runs Rapport says which groups may look.',
  not_confirmed:
    'The sign-in was not confirmed. Try again; if it stays so, whoever runs Rapport finds the reason in the log.',
  too_late: 'That sign-in took too long, or was begun in another window. Try again.',
};

const without = (name: string) => {
  const search = new URLSearchParams(globalThis.location.search);
  search.delete(name);
  return `${globalThis.location.pathname}${search.size === 0 ? '' : `?${search}`}`;
};

/** The way through the identity provider: a link, since the browser itself goes there. */
function ProviderWay({ name }: { name: string }) {
  const refusal = new URLSearchParams(globalThis.location.search).get('sign_in');
  return (
    <div className="card">
      <h2>Sign in</h2>
      {refusal === null ? null : (
        <p className="field-error" role="alert">
          {REFUSALS[refusal] ?? REFUSALS['not_confirmed']}
        </p>
      )}
      <a className="button button-primary" href={`/session/provider?to=${encodeURIComponent(without('sign_in'))}`}>
        Sign in with {name}
      </a>
    </div>
  );
}

export function Login() {
  const { data: ways } = useQuery(waysQuery);
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const [isSending, setSending] = useState(false);
  const id = useId();
  const signIn = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get('token') ?? '').trim();
    setSending(true);
    try {
      const headers = { 'content-type': 'application/json' };
      const session = await askServer<Session>('/session', {
        method: 'POST',
        headers,
        body: JSON.stringify({ token }),
      });
      // What was refused before is asked anew. The session's own query stays: the frame waits for it.
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
      queries.setQueryData(sessionQuery.queryKey, session);
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.problem.detail : 'The server could not be reached.');
    } finally {
      setSending(false);
    }
  };
  return (
    <main className="login">
      <div className="row">
        <img src="/icon.svg" alt="" width="36" height="36" />
        <h1>Rapport</h1>
      </div>
      {ways?.provider == null ? null : <ProviderWay name={ways.provider} />}
      <form className="card" onSubmit={(event) => void signIn(event)}>
        <h2>{ways?.provider ? 'With a token' : 'Sign in'}</h2>
        <label className="field" htmlFor={id}>
          <span>Token</span>
          <input
            id={id}
            className="input"
            name="token"
            type="password"
            autoComplete="off"
            required
            aria-invalid={problem !== undefined}
            aria-describedby={`${id}-problem`}
          />
        </label>
        <p id={`${id}-problem`} className="field-error" role="alert">
          {problem ?? ''}
        </p>
        <button type="submit" className={ways?.provider ? 'button' : 'button button-primary'} disabled={isSending}>
          {isSending ? 'Signing in …' : 'Sign in'}
        </button>
        <p className="soft small">
          Whoever runs Rapport makes one: <code>rapport token create NAME --role analyst</code>
        </p>
      </form>
    </main>
  );
}
