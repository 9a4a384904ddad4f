import { expect, test } from 'vitest';
import {
  natureOfClickHouseCode,
  natureOfClickHouseFault,
  natureOfStatus,
  sinkErrorFrom,
  WarehouseError,
  warehouseErrorFrom,
} from './faults.ts';

test.each([252, 241, 202, 159, 210, 236, 242, 243, 173, 76])('ClickHouse code %d is worth another try', (code) => {
  expect(natureOfClickHouseCode(code)).toMatchObject({ retriable: true, dataFault: false, clickhouseCode: code });
});

test.each([376, 6, 117, 131, 469])("ClickHouse code %d is the data's fault", (code) => {
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

test.each([16, 36, 44, 53, 60, 81, 497, 9999])(
  'in the sink, code %d is a state of the warehouse to wait out',
  (code) => {
    const fault = new WarehouseError(natureOfClickHouseCode(code), 'no such column');
    expect(fault).toMatchObject({ retriable: false, dataFault: false });
    expect(sinkErrorFrom(fault)).toMatchObject({ retriable: true, dataFault: false, clickhouseCode: code });
  },
);

test('in the sink, refused data stay refused', () => {
  const fault = new WarehouseError(natureOfClickHouseCode(376), 'Cannot parse uuid');
  expect(sinkErrorFrom(fault)).toMatchObject({ retriable: false, dataFault: true });
});

test("a C++ exception is the data's fault only when Avro threw it", () => {
  const text = (type: string) => `Code: 1001. DB::Exception: std::exception. Code: 1001, type: ${type}, e.what() = oh`;
  expect(natureOfClickHouseFault(1001, text('avro::Exception'))).toMatchObject({ retriable: false, dataFault: true });
  const disk = text('std::filesystem::filesystem_error');
  expect(natureOfClickHouseFault(1001, disk)).toMatchObject({ retriable: true, dataFault: false });
  expect(natureOfClickHouseFault(1001, `${disk} type: avro::Exception,`)).toMatchObject({ dataFault: false });
});

test('too many parts asks for larger chunks, a memory limit for smaller ones, anything else for neither', () => {
  const wishes = [252, 241, 173, 159].map((code) => {
    const fault = new WarehouseError(natureOfClickHouseCode(code), 'refused');
    const { wantsLargerChunks, wantsSmallerChunks } = sinkErrorFrom(fault);
    return [wantsLargerChunks, wantsSmallerChunks];
  });
  expect(wishes).toEqual([
    [true, false],
    [false, true],
    [false, true],
    [false, false],
  ]);
});
