import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { decompress } from './decompress.ts';

// Thousands of runs: a second alone, far more where others use the machine.
vi.setConfig({ testTimeout: 60_000 });

// Made with Kafka's own Java libraries, lz4-java 1.10.2 and snappy-java 1.1.10.7.
const text = Array.from({ length: 40 }, (_, n) => `meeting ${n}${n % 7 === 0 ? ' held' : ' rescheduled'};`).join('');
const packed = {
  lz4: 'BCJNGGBAguMAAAD0AG1lZXRpbmcgMCBoZWxkOw8AxjEgcmVzY2hlZHVsZRYAHzIWAAIfMxYAAh80FgACHzUWAAIfNhYAAho3kwAfOCUAAh85FgACLzEwFwADD9cAAx8x2AADHzHZAAMqMTSYAB8x1AADHzHVAAMvMTeaAAMP3gADHzHfAAMfMt8AAyoyMZoAHzLYAAMfMtgAAx8ysgEDHzLfAAMfMt8AAx8y3wADKzI4mgAP2AADHzPYAAMfM7cBAx8z3wADHzPfAAMfM98AAyozNZoAHzPYAAMfM9gAAx8ztwEDFTPfAFB1bGVkOwAAAAA=',
  lz4WithSizeAndChecksums:
    'BCJNGHxAZAMAAAAAAADN4wAAAPQAbWVldGluZyAwIGhlbGQ7DwDGMSByZXNjaGVkdWxlFgAfMhYAAh8zFgACHzQWAAIfNRYAAh82FgACGjeTAB84JQACHzkWAAIvMTAXAAMP1wADHzHYAAMfMdkAAyoxNJgAHzHUAAMfMdUAAy8xN5oAAw/eAAMfMd8AAx8y3wADKjIxmgAfMtgAAx8y2AADHzKyAQMfMt8AAx8y3wADHzLfAAMrMjiaAA/YAAMfM9gAAx8ztwEDHzPfAAMfM98AAx8z3wADKjM1mgAfM9gAAx8z2AADHzO3AQMVM98AUHVsZWQ7tr8XTwAAAADTZC4e',
  snappyInPieces:
    'glNOQVBQWQAAAAABAAAAAQAAAP7kBjhtZWV0aW5nIDAgaGVsZDsRDywxIHJlc2NoZWR1bGUZFggyIHJKFgAIMyByShYACDQgckoWAAg1IHJKFgAINiByShYAADc2kwAIOCBySiUACDkgckoWAAwxMCByThcAVtcAADFW2AAAMVbZAAQxNDaYAAAxVtQAADFW1QAMMTcgck6aAFbeAAAxVt8AADJW3wAEMjE2mgAAMlbYAAAyVtgAADJWsgEAMlbfAAAyVt8AADJW3wAEMjg6mgBW2AAAM1bYAAAzVrcBADNW3wAAM1bfAAAzVt8ABDM1NpoAADNW2AAAM1bYAAAzVrcBODM5IHJlc2NoZWR1bGVkOw==',
  snappyBare:
    '5AY4bWVldGluZyAwIGhlbGQ7EQ8sMSByZXNjaGVkdWxlGRYIMiByShYACDMgckoWAAg0IHJKFgAINSByShYACDYgckoWAAA3NpMACDggckolAAg5IHJKFgAMMTAgck4XAFbXAAAxVtgAADFW2QAEMTQ2mAAAMVbUAAAxVtUADDE3IHJOmgBW3gAAMVbfAAAyVt8ABDIxNpoAADJW2AAAMlbYAAAyVrIBADJW3wAAMlbfAAAyVt8ABDI4OpoAVtgAADNW2AAAM1a3AQAzVt8AADNW3wAAM1bfAAQzNTaaAAAzVtgAADNW2AAAM1a3ATgzOSByZXNjaGVkdWxlZDs=',
};
const LZ4 = 3;
const SNAPPY = 2;
const examples = [
  ['an LZ4 frame', LZ4, packed.lz4],
  ['an LZ4 frame with its size and checksums', LZ4, packed.lz4WithSizeAndChecksums],
  ['Snappy in pieces', SNAPPY, packed.snappyInPieces],
  ['bare Snappy', SNAPPY, packed.snappyBare],
] as const;

function withLength(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
}

/** An LZ4 frame around blocks made by hand. */
function frame(...blocks: Buffer[]): Buffer {
  const sized = blocks.flatMap((block) => [withLength(block.length), block]);
  return Buffer.concat([Buffer.from('04224d18604082', 'hex'), ...sized, withLength(0)]);
}

describe('decompress', () => {
  it.each(examples)('unpacks %s as other programs pack it', (_what, codec, base64) => {
    expect(decompress(codec, Buffer.from(base64, 'base64')).toString()).toBe(text);
  });

  it.each(examples)('gives the bytes or calls them corrupt, whatever happens to %s', (_what, codec, base64) => {
    const whole = Buffer.from(base64, 'base64');
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const broken = Buffer.from(cut ? whole.subarray(0, at) : whole);
        if (!cut) broken.writeUInt8(byte, at);
        try {
          expect(Buffer.isBuffer(decompress(codec, broken))).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'RECORDS_CORRUPT' });
        }
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  it('repeats bytes that are still being written, across blocks, for any length', () => {
    // One literal 'a', then 4 + 15 + 255 + 1 more from one byte back; the second block begins with a match.
    const first = Buffer.from([0x1f, 0x61, 1, 0, 255, 1, 0x10, 0x62]);
    const second = Buffer.from([0x01, 2, 0, 0x10, 0x63]);
    expect(decompress(LZ4, frame(first, second)).toString()).toBe(`${'a'.repeat(276)}bababac`);
  });

  it('stops a few bytes that claim to be very many', () => {
    const bomb = Buffer.concat([Buffer.from([0x1f, 0x61, 1, 0]), Buffer.alloc(1_100_000, 255), Buffer.of(0, 0)]);
    expect(() => decompress(LZ4, frame(bomb))).toThrow(/more than/);
  });

  it('names a codec that does not exist yet', () => {
    expect(() => decompress(5, Buffer.alloc(9))).toThrow(expect.objectContaining({ code: 'CODEC_UNSUPPORTED' }));
  });
});
