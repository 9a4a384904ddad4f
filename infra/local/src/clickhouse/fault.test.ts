import { describe, expect, it } from 'vitest';
import { faultText, QueryFault, statusOf, toFault } from './fault.ts';

describe('a fault of the engine', () => {
  it('keeps code, name and text', () => {
    const fault = toFault(new Error('Code: 60. DB::Exception: Table default.x does not exist. (UNKNOWN_TABLE)'));
    expect(fault).toMatchObject({ code: 60, type: 'UNKNOWN_TABLE', message: 'Table default.x does not exist.' });
    expect(faultText(fault, '26.7.2.1')).toBe(
      'Code: 60. DB::Exception: Table default.x does not exist. (UNKNOWN_TABLE) (version 26.7.2.1 (official build))\n',
    );
  });

  it('says nothing of the spool file that the data came through', () => {
    const text =
      'Code: 117. DB::Exception: Code: 117. DB::Exception: Expected end of line: (while reading header): (in file/uri /s/f): While executing ParallelParsingBlockInputFormat: While executing File: data for INSERT was parsed from file. (INCORRECT_DATA) (version 26.7.2.1). (INCORRECT_DATA)';
    expect(toFault(new Error(text)).message).toBe(
      'Expected end of line: (while reading header): While executing ParallelParsingBlockInputFormat.',
    );
  });

  it('without a code counts as unknown, which is our own failure', () => {
    expect(toFault(new Error('boom'))).toMatchObject({ code: 1002, message: 'boom' });
    expect(statusOf(1002)).toBe(500);
  });

  it.each([
    [62, 400],
    [60, 404],
    [81, 404],
    [115, 404],
    [159, 408],
    [48, 501],
    [164, 500],
    [241, 500],
  ])('with code %i answers with status %i', (code, status) => {
    expect(statusOf(new QueryFault(code, 'X', '').code)).toBe(status);
  });
});
