/**
 * Signing in through an identity provider (OpenID Connect): authorization code with PKCE, state and nonce. What the provider says of somebody
 * is turned into a token of Rapport here, so that the API knows one kind of caller only.
 */
import * as oidc from 'openid-client';
import { type TokenMapping, tokenFor } from './token-mapping.ts';

export type ProviderSettings = {
  /** Its address, under which `.well-known/openid-configuration` lies. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What is asked for, separated by spaces: `openid` at least. */
  scope: string;
  /** As people know it. */
  name: string;
  /** Where browsers find this dashboard. */
  address: string;
  mapping: TokenMapping;
};

/** What must come back unchanged, kept for the one browser that set out. */
export type Attempt = { state: string; nonce: string; verifier: string; returnTo: string };

export type Finished =
  | { kind: 'token'; token: string }
  | { kind: 'no_access' }
  | { kind: 'not_confirmed'; why: string };

export type Provider = {
  name: string;
  /** Where the browser goes to. @throws where the provider does not answer */
  begin(returnTo: string): Promise<{ url: URL; attempt: Attempt }>;
  /** What came of it, given the address that the browser came back to. @throws where the provider does not answer */
  finish(attempt: Attempt, path: string): Promise<Finished>;
};

export const CALLBACK_PATH = '/session/provider/back';

/** Plain HTTP carries the client's secret: to a provider on this machine only. */
const isHere = (issuer: string): boolean =>
  issuer.startsWith('http:') && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname);

/** What a provider answers that it does not confirm is a value; that it does not answer is an exception. */
function whyRefused(error: unknown): string | undefined {
  const isRefusal =
    error instanceof oidc.AuthorizationResponseError ||
    error instanceof oidc.ResponseBodyError ||
    // What does not fit: a state, a nonce, a signature.
    (error instanceof oidc.ClientError && error.code !== 'OAUTH_TIMEOUT');
  if (!isRefusal) return undefined;
  return 'error' in error && typeof error.error === 'string' ? error.error : (error.code ?? error.name);
}

/** The provider is asked for its addresses with the first sign-in, and again after one that failed. */
export function createProvider(settings: ProviderSettings): Provider {
  const { issuer, clientId, clientSecret, scope, name, address, mapping } = settings;
  const redirectUri = new URL(CALLBACK_PATH, address).href;
  let known: Promise<oidc.Configuration> | undefined;

  function configuration(): Promise<oidc.Configuration> {
    const execute = isHere(issuer) ? [oidc.allowInsecureRequests] : [];
    known ??= oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: 10 });
    known.catch(() => {
      known = undefined;
    });
    return known;
  }

  async function begin(returnTo: string) {
    const found = await configuration();
    const attempt = {
      ...{ state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() },
      returnTo,
    };
    const url = oidc.buildAuthorizationUrl(found, {
      ...{ redirect_uri: redirectUri, scope, state: attempt.state, nonce: attempt.nonce },
      code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
      code_challenge_method: 'S256',
    });
    return { url, attempt };
  }

  /** The ID token's claims, and what the provider tells beside them: many keep groups there. */
  async function claimsOf(found: oidc.Configuration, { state, nonce, verifier }: Attempt, path: string) {
    const tokens = await oidc.authorizationCodeGrant(found, new URL(path, address), {
      ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || found.serverMetadata().userinfo_endpoint === undefined) return claims ?? {};
    return { ...(await oidc.fetchUserInfo(found, tokens.access_token, claims.sub)), ...claims };
  }

  async function finish(attempt: Attempt, path: string): Promise<Finished> {
    const found = await configuration();
    try {
      const token = tokenFor(mapping, await claimsOf(found, attempt, path));
      return token === undefined ? { kind: 'no_access' } : { kind: 'token', token };
    } catch (error) {
      const why = whyRefused(error);
      if (why === undefined) throw error;
      return { kind: 'not_confirmed', why };
    }
  }
  return { name, begin, finish };
}
