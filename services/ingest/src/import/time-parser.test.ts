import { describe, expect, it } from 'vitest';
import { createTimeParser, formatFault, type TimeRules } from './time-parser.ts';

const parse = (text: string, rules: Partial<TimeRules> = {}) => {
  const parsed = createTimeParser({ ambiguous: 'earlier', ...rules })(text);
  return parsed.ok ? new Date(parsed.ms).toISOString() : parsed.code;
};

describe('times of foreign files', () => {
  it('takes instants as they are', () => {
    expect(parse('2026-03-01T09:00:00Z')).toBe('2026-03-01T09:00:00.000Z');
    expect(parse('2026-03-01T09:00:00.25+05:30')).toBe('2026-03-01T03:30:00.250Z');
    expect(parse('2026-03-01 09:00:00+0100')).toBe('2026-03-01T08:00:00.000Z');
  });

  it('refuses what is no time', () => {
    for (const text of ['2026-02-30T09:00:00Z', '2026-02-30', 'soon', '09:00', '2026', '01/02/2026', '2026-13-01']) {
      expect(parse(text, { zone: 'UTC' }), text).toBe('BAD_TIME');
    }
  });

  it('refuses a time without offset where no zone is named, rather than take this machine’s', () => {
    expect(parse('2026-03-01 09:00')).toBe('NO_TIME_ZONE');
    expect(parse('01.03.2026', { format: 'dd.MM.yyyy' })).toBe('NO_TIME_ZONE');
  });

  it('reads local times in their zone, summer and winter', () => {
    const berlin = { zone: 'Europe/Berlin' };
    expect(parse('2026-01-15 09:00', berlin)).toBe('2026-01-15T08:00:00.000Z');
    expect(parse('2026-07-15T09:00:00', berlin)).toBe('2026-07-15T07:00:00.000Z');
    expect(parse('2026-07-15', berlin)).toBe('2026-07-14T22:00:00.000Z');
    expect(parse('15.07.2026 9:05', { ...berlin, format: 'dd.MM.yyyy H:mm' })).toBe('2026-07-15T07:05:00.000Z');
  });

  it('refuses a local time that the spring change leapt over', () => {
    expect(parse('2026-03-29 02:30', { zone: 'Europe/Berlin' })).toBe('NONEXISTENT_LOCAL_TIME');
    expect(parse('2026-03-08 02:00', { zone: 'America/New_York' })).toBe('NONEXISTENT_LOCAL_TIME');
    expect(parse('2026-03-29 03:00', { zone: 'Europe/Berlin' })).toBe('2026-03-29T01:00:00.000Z');
    // Midnight itself is missing where the clock changes there.
    expect(parse('2018-11-04', { zone: 'America/Sao_Paulo' })).toBe('NONEXISTENT_LOCAL_TIME');
    // Samoa crossed the date line: the whole day is missing.
    expect(parse('2011-12-30 12:00', { zone: 'Pacific/Apia' })).toBe('NONEXISTENT_LOCAL_TIME');
  });

  it('takes the earlier, the later or neither of a local time that was twice', () => {
    const text = '2026-10-25 02:30';
    const zone = 'Europe/Berlin';
    expect(parse(text, { zone })).toBe('2026-10-25T00:30:00.000Z');
    expect(parse(text, { zone, ambiguous: 'later' })).toBe('2026-10-25T01:30:00.000Z');
    expect(parse(text, { zone, ambiguous: 'reject' })).toBe('AMBIGUOUS_LOCAL_TIME');
    // Half an hour of summer time.
    expect(parse('2026-04-05 01:45', { zone: 'Australia/Lord_Howe' })).toBe('2026-04-04T14:45:00.000Z');
    expect(parse('2026-04-05 01:45', { zone: 'Australia/Lord_Howe', ambiguous: 'later' })).toBe(
      '2026-04-04T15:15:00.000Z',
    );
  });

  it('reads an offset out of the format where it has one', () => {
    expect(parse('01/03/2026 09:00 +0200', { format: 'dd/MM/yyyy HH:mm ZZZ' })).toBe('2026-03-01T07:00:00.000Z');
  });

  it('reads seconds and milliseconds since 1970', () => {
    expect(parse('1738224000', { format: 'epoch_s' })).toBe('2025-01-30T08:00:00.000Z');
    expect(parse('1738224000000', { format: 'epoch_ms' })).toBe('2025-01-30T08:00:00.000Z');
    expect(parse('17.5', { format: 'epoch_s' })).toBe('BAD_TIME');
  });

  it('finds fault with a format that would take the year or day from today', () => {
    expect(formatFault('dd/MM HH:mm')).toContain('no year');
    expect(formatFault('yyyy HH:mm')).toContain('no day');
    expect(formatFault("dd.MM.yyyy 'um' HH:mm")).toBeUndefined();
    expect(formatFault('epoch_s')).toBeUndefined();
  });
});
