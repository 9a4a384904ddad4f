/** How somebody proves who they are. By a token; an identity provider (provider.ts) is one more way to come by one. */
import { z } from 'zod';

/** Who a token belongs to, in the words of the insights API. */
const identity = z.object({
  role: z.string(),
  name: z.string().nullable(),
  programmes: z.array(z.string()).nullable(),
});
type Identity = z.infer<typeof identity>;

export type SignedIn =
  | { kind: 'in'; token: string; identity: Identity }
  | { kind: 'refused'; status: number; body: unknown };

export type SignIn = {
  /** The token that credentials stand for, and whose it is. Refusals are values, in the API's words. */
  signIn(credentials: { token: string }): Promise<SignedIn>;
  /** Whose a token is now: it may have been revoked since. `undefined` asks as nobody. */
  whois(token: string | undefined): Promise<SignedIn>;
};

/** Asks the insights API itself, so that there is one place that knows tokens. @throws where it does not answer */
export function createTokenSignIn({ insightsUrl }: { insightsUrl: string }): SignIn {
  async function whois(token: string | undefined): Promise<SignedIn> {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const answer = await fetch(`${insightsUrl}/v1/me`, { headers, signal: AbortSignal.timeout(10_000) });
    const body: unknown = await answer.json();
    if (!answer.ok) return { kind: 'refused', status: answer.status, body };
    return { kind: 'in', token: token ?? '', identity: z.object({ data: identity }).parse(body).data };
  }
  return { whois, signIn: ({ token }) => whois(token) };
}
