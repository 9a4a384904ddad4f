import { KafkaJSConnectionError, KafkaJSNumberOfRetriesExceeded, KafkaJSProtocolError } from 'kafkajs';
import { describe, expect, it } from 'vitest';
import { isOwnershipLost, LogError, toLogError } from './log-error.ts';

const protocol = (type: string, retriable: boolean) =>
  new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable }));

describe('toLogError', () => {
  it.each([
    ['ILLEGAL_GENERATION', false, 'OWNERSHIP_LOST', true],
    ['UNKNOWN_MEMBER_ID', false, 'OWNERSHIP_LOST', true],
    ['MESSAGE_TOO_LARGE', false, 'RECORD_TOO_LARGE', false],
    ['UNKNOWN_TOPIC_OR_PARTITION', true, 'TOPIC_UNKNOWN', true],
    ['TOPIC_AUTHORIZATION_FAILED', false, 'KAFKA_REFUSED', false],
    ['NOT_ENOUGH_REPLICAS', true, 'KAFKA_PROTOCOL', true],
    ['OUT_OF_ORDER_SEQUENCE_NUMBER', false, 'KAFKA_PROTOCOL', true],
    ['CORRUPT_MESSAGE', false, 'KAFKA_PROTOCOL', false],
  ] as const)('names %s', (type, retriable, code, again) => {
    const error = toLogError(protocol(type, retriable));
    expect([error.code, error.retriable]).toEqual([code, again]);
  });

  it('looks through retries to what failed', () => {
    const inner = new KafkaJSConnectionError('connect ECONNREFUSED', { broker: 'b:1' });
    const outer = new KafkaJSNumberOfRetriesExceeded(inner, { retryCount: 5, retryTime: 100 });
    expect(toLogError(outer)).toMatchObject({ code: 'KAFKA_UNAVAILABLE', retriable: true });
    const lost = new KafkaJSNumberOfRetriesExceeded(protocol('REBALANCE_IN_PROGRESS', false), {
      retryCount: 5,
      retryTime: 1,
    });
    expect(isOwnershipLost(lost)).toBe(true);
  });

  it('does not retry what it does not know', () => {
    expect(toLogError(new TypeError('bug'))).toMatchObject({ code: 'KAFKA_PROTOCOL', retriable: false });
  });

  it('leaves our own errors as they are', () => {
    const ours = new LogError('CLOSED', 'closed', { retriable: false });
    expect(toLogError(ours)).toBe(ours);
  });
});
