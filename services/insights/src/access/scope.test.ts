import { type MetricEngine, MetricRequestError, type Question } from '@rapport/metrics';
import { describe, expect, it } from 'vitest';
import { createEngineFor } from './engines.ts';
import { engineWithin, requireAdmin, requireLive, scopedProgramme, scopedQuestion } from './scope.ts';

const one = { programmes: ['north'] };
const two = { programmes: ['north', 'south'] };
const all = { programmes: 'all' as const };
const ask = (own: Partial<Question> = {}): Question => ({ metric: 'pairings', ...own });

/** Code, words and parameters of a refusal. */
function refusal(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    const { code, message, status, field } = error as {
      code: string;
      message: string;
      status?: number;
      field?: string;
    };
    return { code, message, ...(status === undefined ? { field } : { status }) };
  }
  return 'no refusal';
}

describe('what a lead asks', () => {
  it('is about their programme, whether they name it or not', () => {
    for (const own of [{}, { programme: 'north' }, { where: { programme: ['north'] } }]) {
      expect(scopedQuestion(one, ask(own))).toEqual({ ...ask(own), programme: 'north' });
    }
    expect(scopedQuestion(two, ask({ where: { programme: ['south'] } })).programme).toBe('south');
  });

  it('names one programme where they lead several', () => {
    const needed = { code: 'PROGRAMME_NEEDED', message: 'name one programme of yours: north, south', status: 400 };
    for (const own of [{}, { where: { programme: ['north', 'south'] } }, { where: { programme: ['!north'] } }]) {
      expect(refusal(() => scopedQuestion(two, ask(own)))).toEqual(needed);
    }
  });

  it.each([
    { programme: 'zeta' },
    { where: { programme: ['zeta'] } },
    { where: { programme: ['!zeta'] } },
    { programme: 'north', where: { programme: ['north', 'zeta'] } },
    { programme: 'zeta', where: { programme: ['north'] } },
  ])('never is about another one: %j', (own) => {
    expect(refusal(() => scopedQuestion(one, ask(own)))).toEqual({
      code: 'UNKNOWN_PROGRAMME',
      message: 'there is no programme "zeta"',
      field: 'programme',
    });
  });

  it('gets suggestions from their own programmes only', () => {
    const message = 'there is no programme "nort": did you mean north?';
    expect(refusal(() => scopedProgramme(one, 'nort'))).toMatchObject({ message });
  });

  it('is left as it is for who sees every programme', () => {
    for (const own of [{}, { programme: 'zeta' }, { where: { programme: ['!zeta'] } }])
      expect(scopedQuestion(all, ask(own))).toEqual(ask(own));
    expect(scopedProgramme(all, undefined)).toBeUndefined();
  });
});

const failing = (message: string) => async () => {
  throw new MetricRequestError([{ code: 'UNKNOWN_PROGRAMME', field: 'programme', message }]);
};
const engineThat = (fails: () => Promise<never>): MetricEngine => {
  return { run: fails, compare: fails, triangle: fails, explain: fails };
};

describe('the engine of a lead', () => {
  it('says nothing about other programmes where theirs has no events yet', async () => {
    const engine = engineThat(failing('there is no programme "north": did you mean north-secret?'));
    const own = engineWithin(engine, one);
    const request = { metric: 'pairings', programme: 'north', protection: { k: 10 }, cohort: 'month' };
    for (const ask of [own.run, own.compare, own.triangle, own.explain]) {
      await expect(ask(request)).rejects.toThrow(/^there is no programme "north": did you mean north\?$/);
    }
    expect(engineWithin(engine, all)).toBe(engine);
  });

  it('is that of releases, where an administrator’s is live', async () => {
    const live = engineThat(failing('live'));
    const released = engineThat(failing('released'));
    const engineFor = createEngineFor({ live, released });
    const access = { name: 'x', tokenId: 'x', role: 'analyst' as const, programmes: 'all' as const, k: 5 };
    expect(engineFor({ ...access, answers: 'live' })).toBe(live);
    expect(engineFor({ ...access, answers: 'released' })).toBe(released);
  });
});

it('lets only live answers compare moments, and only administrators read the log', () => {
  expect(refusal(() => requireLive({ answers: 'live' }, 'a receipt'))).toBe('no refusal');
  expect(refusal(() => requireLive({ answers: 'released' }, 'a receipt'))).toMatchObject({ status: 403 });
  expect(refusal(() => requireAdmin({ role: 'admin' }))).toBe('no refusal');
  for (const role of ['demo', 'analyst', 'lead', 'data'] as const)
    expect(refusal(() => requireAdmin({ role }))).toMatchObject({ status: 403, code: 'NOT_PERMITTED' });
});
