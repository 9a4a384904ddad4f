/** Who may send events: whoever has a producer's token, or anybody on a machine of their own where none was made. */
import { isFromHere, notPermitted, type TokenRole, type TokenSource, tokenNeeded, tokenOf } from '@rapport/service';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export type ProducerRules = {
  tokens: TokenSource;
  /** True while only this machine can reach the process. */
  loopback: boolean;
};

const SENDERS: readonly TokenRole[] = ['producer', 'admin'];

/**
 * Refuses what may not be sent, before a byte of its body is read. Tokens for asking questions do not close this door on
 * this machine, a producer's does: who makes one wants senders told apart.
 */
export function addProducerGate(
  app: FastifyInstance,
  paths: readonly string[],
  { tokens, loopback }: ProducerRules,
  clock: () => number,
): void {
  async function check({ headers }: FastifyRequest): Promise<void> {
    const { authorization } = headers;
    if (authorization === undefined) {
      await tokens.current();
      if (loopback && !tokens.rolesSeen().has('producer') && isFromHere(headers)) return;
      throw tokenNeeded();
    }
    const { role } = await tokenOf(authorization, tokens, clock());
    if (!SENDERS.includes(role)) throw notPermitted('this token is for asking questions, not for sending events');
  }

  app.addHook('onRequest', async (request) => {
    if (paths.includes(request.routeOptions.url ?? '')) await check(request);
  });
}
