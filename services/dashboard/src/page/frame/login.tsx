/** Signing in with a token. The token goes to the page's own server and is kept there: the browser only has a session cookie. */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { ProblemError } from '../data/client.ts';
import { askServer, type Session, sessionQuery } from '../data/queries.ts';

export function Login() {
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
      queries.clear();
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
      <form className="card" onSubmit={(event) => void signIn(event)}>
        <h2>Sign in</h2>
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
        <button type="submit" className="button button-primary" disabled={isSending}>
          {isSending ? 'Signing in …' : 'Sign in'}
        </button>
        <p className="soft small">
          Whoever runs Rapport makes one: <code>rapport token create NAME --role analyst</code>
        </p>
      </form>
    </main>
  );
}
