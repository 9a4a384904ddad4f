/** Tokens for tests: held in memory, and changed like a file would be. */
import { makeToken, type StoredToken, type TokenRole, type TokenSource } from '@rapport/service';

type Own = Partial<Omit<StoredToken, 'id' | 'sha256' | 'role'>>;

/** A token source, and a way to make tokens for it. `give` returns what goes into the Authorization header. */
export function createOwnTokens() {
  let tokens: readonly StoredToken[] = [];
  const roles = new Set<TokenRole>();
  const source: TokenSource = {
    current: async () => tokens,
    rolesSeen: () => roles,
    check: async () => undefined,
  };

  function give(role: TokenRole, own: Own = {}): { authorization: string; id: string } {
    const usual = { name: role, programmes: 'all' as const, k: 5, created: '2024-01-01T00:00:00Z', expires: null };
    const { text, token } = makeToken({ role, ...usual, ...own });
    tokens = [...tokens, { ...token, revoked: own.revoked ?? null }];
    roles.add(role);
    return { authorization: `Bearer ${text}`, id: token.id };
  }

  function change(id: string, own: Own): void {
    tokens = tokens.map((token) => (token.id === id ? { ...token, ...own } : token));
  }

  function clear(): void {
    tokens = [];
  }
  return { source, give, change, clear };
}
