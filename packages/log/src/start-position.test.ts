import { describe, expect, it } from 'vitest';
import { silentLogger } from './log-logger.ts';
import { startPosition } from './start-position.ts';

const place = { topic: 't', partition: 2 };

function start(
  begin: bigint,
  end: bigint,
  committed?: { offset: bigint; pending?: { first: bigint; last: bigint; epoch: number } },
) {
  const errors: string[] = [];
  const logger = { ...silentLogger(), error: (_: object, message: string) => void errors.push(message) };
  return { ...startPosition({ ...place, begin, end, committed }, logger), errors };
}

describe('startPosition', () => {
  it('begins with the log where nothing was committed', () => {
    expect(start(7n, 90n)).toEqual({ position: 7n, errors: [] });
  });

  it('begins at the committed position, at the very end of the log too', () => {
    expect(start(0n, 90n, { offset: 90n })).toEqual({ position: 90n, errors: [] });
  });

  it('takes the pending range over', () => {
    const pending = { first: 40n, last: 60n, epoch: 1 };
    expect(start(0n, 90n, { offset: 40n, pending })).toMatchObject({
      position: 40n,
      pending: { first: 40n, last: 60n },
    });
  });

  it('says so when records were deleted unread, and goes on with what is left', () => {
    const { position, errors } = start(50n, 90n, { offset: 40n });
    expect(position).toBe(50n);
    expect(errors).toHaveLength(1);
  });

  it('reads a log that was made anew from its start instead of waiting beyond its end', () => {
    const { position, errors } = start(0n, 3n, { offset: 40n });
    expect(position).toBe(0n);
    expect(errors).toHaveLength(1);
  });
});
