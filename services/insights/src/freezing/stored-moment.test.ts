import type { Warehouse } from '@rapport/warehouse';
import { expect, it } from 'vitest';
import { storedMoment } from './stored-moment.ts';

const warehouse = { query: async () => [] } as unknown as Warehouse;

it('is not told while records wait', async () => {
  const sampleLog = async () => async () => 3;
  const asked = storedMoment({ warehouse, sampleLog, clock: () => 0, patienceMs: 0 });
  await expect(asked).rejects.toMatchObject({ status: 503, code: 'NOT_SETTLED' });
});
