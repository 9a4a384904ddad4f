import { afterAll, describe, expect, inject, it } from 'vitest';
import { leaksOf } from './attack.ts';
import { attacks } from './attacks.ts';
import { createField } from './run-attacks.ts';

const url = inject('clickhouseUrl');
const fields = {
  guarded: createField(url, 'guarded'),
  live: createField(url, 'live'),
  bare: createField(url, 'bare'),
};
afterAll(async () => {
  for (const field of Object.values(fields)) await field.close();
});

describe.each(attacks.map((attack) => [`${attack.id}: ${attack.title}`, attack] as const))('attack %s', (_, attack) => {
  it('learns of nobody, or of groups of k people and more', async () => {
    const { finding } = await fields.guarded.play(attack);
    expect(finding.tried).toBeGreaterThan(0);
    expect(leaksOf(finding)).toEqual([]);
  });

  it('succeeds where answers are not protected against it', async () => {
    const { finding } = await fields[attack.control].play(attack);
    expect(leaksOf(finding)).not.toEqual([]);
  });
});
