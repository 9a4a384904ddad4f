import { expect, test } from 'vitest';
import { natureOfClickHouseCode, natureOfStatus, sinkErrorFrom, warehouseErrorFrom } from './faults.ts';

test.each([252, 241, 202, 159, 210])('ClickHouse code %d is worth another try', (code) => {
  expect(natureOfClickHouseCode(code)).toMatchObject({ retriable: true, dataFault: false, clickhouseCode: code });
});

test.each([376, 53, 117, 469])("ClickHouse code %d is the data's fault", (code) => {
  expect(natureOfClickHouseCode(code)).toMatchObject({ retriable: false, dataFault: true });
});

test('a code that is not listed is neither', () => {
  const unknown = { code: 'UNKNOWN_TABLE', retriable: false, dataFault: false, clickhouseCode: 60 };
  expect(natureOfClickHouseCode(60, 'UNKNOWN_TABLE')).toEqual(unknown);
});

test("a proxy's answer without a ClickHouse code goes by its status", () => {
  expect([502, 503, 429, 404].map((status) => natureOfStatus(status).retriable)).toEqual([true, true, true, false]);
});

test('lost connections and our own timeout are worth another try, the unknown is not', () => {
  const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  expect(sinkErrorFrom(new AggregateError([refused]))).toMatchObject({
    name: 'SinkError',
    code: 'UNREACHABLE',
    retriable: true,
  });
  expect(warehouseErrorFrom(new Error('aborted'), true)).toMatchObject({ code: 'TIMEOUT', retriable: true });
  expect(sinkErrorFrom(new Error('odd'))).toMatchObject({ code: 'UNKNOWN', retriable: false });
  expect(sinkErrorFrom('odd')).toMatchObject({ code: 'UNKNOWN', retriable: false });
});
