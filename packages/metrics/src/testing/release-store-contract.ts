/** What every store of releases must do, for the one in memory and the one in the warehouse alike. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Release, ReleaseStore } from '../released/ports.ts';

export type StoreUnderTest = {
  store: ReleaseStore;
  /** Makes a release as of an RFC 3339 instant, later than all before it. */
  release: (at: string) => Promise<Release>;
  close: () => Promise<void>;
};

/** Declares the tests of a store, which begins empty. */
export function releaseStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name}, as any store of releases,`, () => {
    let under: StoreUnderTest;
    let [first, second, third]: Release[] = [];
    const store = () => under.store;
    const known = (release: Release | undefined): Release => {
      if (release === undefined) throw new Error('no such release');
      return release;
    };
    beforeAll(async () => {
      under = await open();
    });
    afterAll(() => under.close());

    it('has no release at first', async () => {
      expect(await store().latest()).toBeUndefined();
      expect(await store().find('2024-06-01T00:00:00Z')).toBeUndefined();
    });

    it('gives the newest release, and each by its id, which orders as time does', async () => {
      first = await under.release('2024-06-01T00:00:00Z');
      second = await under.release('2024-06-02T00:00:00Z');
      third = await under.release('2024-06-03T00:00:00Z');
      const [one, two, three] = [first, second, third].map(known);
      expect(await store().latest()).toEqual(three);
      expect(await store().find(known(one).id)).toEqual(one);
      expect(known(one).at).toBe(Date.parse('2024-06-01T00:00:00Z'));
      expect(known(one).id < known(two).id && known(two).id < known(three).id).toBe(true);
    });

    it('keeps a table as it was first written', async () => {
      const release = known(first);
      expect(await store().readTable('a', release)).toBeUndefined();
      const body = JSON.stringify({ text: 'Zoë – “2 ÷ 3”\n\\', rows: [1, 0.1] });
      expect(await store().writeTable('a', release, body)).toEqual({ release: release.id, body });
      expect(await store().writeTable('a', release, 'another')).toEqual({ release: release.id, body });
      expect(await store().readTable('a', release)).toEqual({ release: release.id, body });
    });

    it('has two writers agree on one of the two', async () => {
      const release = known(second);
      const both = await Promise.all(['one', 'two'].map((body) => store().writeTable('race', release, body)));
      const stored = await store().readTable('race', release);
      expect(['one', 'two']).toContain(stored?.body);
      expect(both).toEqual([stored, stored]);
    });

    it('gives the newest table of an earlier release, never that of the release itself', async () => {
      const [one, two, three] = [first, second, third].map(known);
      expect(await store().readBefore('a', known(one))).toBeUndefined();
      expect((await store().readBefore('a', known(three)))?.release).toBe(known(one).id);
      await store().writeTable('a', known(two), 'of the second');
      await store().writeTable('a', known(three), 'of the third');
      expect(await store().readBefore('a', known(three))).toEqual({ release: known(two).id, body: 'of the second' });
      expect(await store().readBefore('unknown', known(three))).toBeUndefined();
    });

    it('lists the keys of a release once each, in order', async () => {
      const release = known(third);
      await store().writeTable('["b",1]', release, 'x');
      await store().writeTable('["b",1]', release, 'y');
      expect(await store().keysOf(release)).toEqual(['["b",1]', 'a']);
      expect(await store().keysOf(known(first))).toEqual(['a']);
    });
  });
}
