/** `rapport token`: API tokens are made, listed, rotated and revoked in the file that services read. */
import {
  changeTokenFile,
  leastPeople,
  type MadeToken,
  makeToken,
  readTokenFile,
  type StoredToken,
  stateOf,
  type TokenRole,
} from '@rapport/service';
import { CliError, exitCodes } from '../cli-error.ts';
import type { Settings } from '../settings.ts';
import { table } from '../table.ts';
import type { Terminal } from '../terminal.ts';

type Dependencies = { settings: Pick<Settings, 'tokensPath'>; terminal: Terminal; clock?: () => number };

export type CreateOptions = {
  role: TokenRole;
  programme?: string[];
  k?: number;
  /** From now to its end in epoch milliseconds; null for one that does not end. */
  expires: (now: number) => number | null;
  requests?: number;
  cells?: number;
  json?: boolean;
};

const iso = (ms: number) => new Date(ms).toISOString();

/** What may be shown of a token: everything but its digest. */
function shown({ sha256: _sha256, ...token }: StoredToken, now: number) {
  return { ...token, state: stateOf(token, now) };
}

const scopeOf = ({ programmes }: StoredToken) => (programmes === 'all' ? 'all' : programmes.join(', '));
/** When it ends: by its time, or where its end was announced (a rotation with a grace), whichever comes first. */
const endOf = ({ expires, revoked }: StoredToken) =>
  [expires, revoked].filter((end) => end !== null).toSorted((a, b) => Date.parse(a) - Date.parse(b))[0];
const untilOf = (token: StoredToken) => (endOf(token) === undefined ? 'never ends' : `until ${endOf(token)}`);

// The secret alone is data, so that `TOKEN=$(rapport token create …)` works.
function printMade({ settings, terminal, json }: Dependencies & { json: boolean }, made: MadeToken, now: number): void {
  const { text, token } = made;
  terminal.say(
    `${token.role} token ${token.name} (${token.id}), programmes ${scopeOf(token)}, k ${token.k}, ${untilOf(token)}`,
  );
  terminal.say(`kept as a digest in ${settings.tokensPath}: it is shown this once, so keep it now`);
  terminal.print(json ? JSON.stringify({ token: text, ...shown(token, now) }, null, 2) : text);
}

function programmesFor(role: TokenRole, programmes: string[] | undefined): 'all' | string[] {
  const named = [...new Set(programmes ?? [])];
  if (named.length > 0 && (role === 'admin' || role === 'producer')) {
    throw new CliError(`a token of the role ${role} cannot be limited to programmes`, exitCodes.usage);
  }
  if (named.length > 0) return named;
  if (role === 'lead') throw new CliError('a lead needs --programme: which they lead', exitCodes.usage);
  return 'all';
}

function groupFor(role: TokenRole, k: number | undefined): number {
  const least = leastPeople[role];
  if (k === undefined || k >= least) return k ?? least;
  throw new CliError(`--k can only raise what the role ${role} has, which is ${least}`, exitCodes.usage);
}

/** Makes a token and prints it, this once. @throws CliError, TokenFileError */
export async function createToken(dependencies: Dependencies, name: string, options: CreateOptions): Promise<void> {
  const { role, requests, cells } = options;
  const now = (dependencies.clock ?? Date.now)();
  const end = options.expires(now);
  const made = makeToken({
    name,
    role,
    programmes: programmesFor(role, options.programme),
    k: groupFor(role, options.k),
    created: iso(now),
    expires: end === null ? null : iso(end),
    ...(requests === undefined ? {} : { requests_per_minute: requests }),
    ...(cells === undefined ? {} : { cells_per_minute: cells }),
  });
  await changeTokenFile(dependencies.settings.tokensPath, (tokens) => {
    if (tokens.some((token) => token.name === name && stateOf(token, now) === 'active')) {
      throw new CliError(`there is a token called ${name}: rotate or revoke it, or take another name`, exitCodes.usage);
    }
    return { tokens: [...tokens, made.token], result: undefined };
  });
  printMade({ ...dependencies, json: options.json === true }, made, now);
}

/** Prints every token that can be used, or with `all` every one there ever was; never its secret. */
export async function listTokens(
  { settings, terminal, clock = Date.now }: Dependencies,
  { all, json }: { all?: boolean; json?: boolean },
): Promise<void> {
  const now = clock();
  const kept = (await readTokenFile(settings.tokensPath)) ?? [];
  const tokens = kept.filter((token) => all === true || stateOf(token, now) === 'active');
  if (json === true) {
    terminal.print(
      JSON.stringify(
        tokens.map((token) => shown(token, now)),
        null,
        2,
      ),
    );
    return;
  }
  if (tokens.length === 0) terminal.say(`no tokens in ${settings.tokensPath}`);
  const rows = tokens.map((token) => [
    ...[token.id, token.name, token.role, scopeOf(token), String(token.k)],
    ...[token.created, endOf(token) ?? 'never', stateOf(token, now)],
  ]);
  terminal.print(table(['id', 'name', 'role', 'programmes', 'k', 'created', 'ends', 'state'], rows));
}

/** The tokens of this id or name that can be used. @throws CliError (not found) */
function activeOf(tokens: readonly StoredToken[], which: string, now: number): StoredToken[] {
  const meant = tokens.filter(({ id, name }) => id === which || name === which);
  const active = meant.filter((token) => stateOf(token, now) === 'active');
  if (active.length > 0) return active;
  const why = meant.length > 0 ? `${which} has ended already` : `there is no token ${which}`;
  throw new CliError(`${why}: rapport token list --all shows all`, exitCodes.notFound);
}

const revokedAt = (tokens: readonly StoredToken[], meant: readonly StoredToken[], moment: number) =>
  tokens.map((token) => (meant.includes(token) ? { ...token, revoked: iso(moment) } : token));

/**
 * Makes another secret for a token. The old one ends now, or `graceMs` later, so that both work while it is replaced. What
 * is left of its time the new one has, too, unless `expires` says otherwise.
 */
export async function rotateToken(
  dependencies: Dependencies,
  which: string,
  { graceMs, expires, json }: { graceMs: number; expires?: CreateOptions['expires']; json?: boolean },
): Promise<void> {
  const now = (dependencies.clock ?? Date.now)();
  const made = await changeTokenFile(dependencies.settings.tokensPath, (tokens) => {
    const meant = activeOf(tokens, which, now);
    const latest = meant.toSorted((a, b) => Date.parse(a.created) - Date.parse(b.created)).at(-1) ?? meant[0];
    if (latest === undefined) throw new Error('unreachable: activeOf gives one at least');
    const { id: _id, sha256: _sha256, revoked: _revoked, ...about } = latest;
    const end = expires === undefined ? undefined : expires(now);
    const asked = end === undefined ? {} : { expires: end === null ? null : iso(end) };
    const fresh = makeToken({ ...about, created: iso(now), ...asked });
    return { tokens: [...revokedAt(tokens, [latest], now + graceMs), fresh.token], result: fresh };
  });
  printMade({ ...dependencies, json: json === true }, made, now);
}

/** Ends a token at once: services ask the file with every request. */
export async function revokeToken(
  { settings, terminal, clock = Date.now }: Dependencies,
  which: string,
  { json }: { json?: boolean },
): Promise<void> {
  const now = clock();
  const ended = await changeTokenFile(settings.tokensPath, (tokens) => {
    const meant = activeOf(tokens, which, now);
    return { tokens: revokedAt(tokens, meant, now), result: meant };
  });
  for (const { id, name } of ended) terminal.say(`revoked: ${name} (${id})`);
  if (json === true)
    terminal.print(
      JSON.stringify(
        ended.map(({ id, name }) => ({ id, name, revoked: iso(now) })),
        null,
        2,
      ),
    );
}
