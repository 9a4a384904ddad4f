/** Whose what is kept is: of a token, also after it was rotated. */
import type { TokenSource } from '@rapport/service';
import type { Access } from '../access/access.ts';

type Asking = Pick<Access, 'tokenId' | 'name'>;

export type Holders = {
  /** A token's name, `demo` where nobody had to show one, null for a token that is no more. */
  nameOf: (owner: string) => string | null;
  isOwn: (access: Asking, owner: string) => boolean;
};

const PREFIX = 'token:';

/** Who asks, as events name them: a token's public part, and never its name, which may be a person's. */
export const actorOf = ({ tokenId }: Pick<Access, 'tokenId'>): string =>
  tokenId === null ? 'demo' : `${PREFIX}${tokenId}`;

/** The id of the token that an owner is; undefined for one that is none. */
export const tokenIdOf = (owner: string): string | undefined =>
  owner.startsWith(PREFIX) ? owner.slice(PREFIX.length) : undefined;

/** As the tokens stand now. A rotated token has another id and the same name and role: what was kept under the old one stays its own. */
export async function holdersOf(tokens: TokenSource | undefined): Promise<Holders> {
  const known = new Map(((await tokens?.current()) ?? []).map((token) => [token.id, token]));
  const tokenOf = (owner: string) => known.get(tokenIdOf(owner) ?? '');
  return {
    nameOf: (owner) => (tokenIdOf(owner) === undefined ? owner : (tokenOf(owner)?.name ?? null)),
    isOwn: (access, owner) => {
      if (actorOf(access) === owner) return true;
      const token = tokenOf(owner);
      return token !== undefined && access.name === `${token.role}: token ${token.name}`;
    },
  };
}
