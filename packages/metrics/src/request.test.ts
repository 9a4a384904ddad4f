import { describe, expect, it } from 'vitest';
import { type MetricRequest, parseRequest } from './request.ts';
import { MetricRequestError } from './request-error.ts';

const now = Date.UTC(2024, 5, 15, 12);
const base: MetricRequest = { metric: 'pair-survival', protection: { k: 5 } };

function refusal(request: Partial<MetricRequest>): MetricRequestError {
  try {
    parseRequest({ ...base, ...request }, now);
  } catch (error) {
    if (error instanceof MetricRequestError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

describe('a request', () => {
  it('gets every default', () => {
    expect(parseRequest(base, now)).toMatchObject({
      programme: null,
      from: null,
      to: null,
      grain: null,
      groupBy: [],
      where: {},
      asOf: now,
      knownAt: now,
      duration: 'exact',
      horizon: 730,
    });
  });

  it('gets the breakdown that the metric always makes, once', () => {
    expect(parseRequest({ ...base, metric: 'nps' }, now).groupBy).toEqual(['side']);
    expect(parseRequest({ ...base, metric: 'nps', groupBy: ['wave', 'side'] }, now).groupBy).toEqual(['side', 'wave']);
  });

  it('takes the default filter unless it filters or groups by the same dimension', () => {
    const metric = 'milestone-rate';
    expect(parseRequest({ ...base, metric }, now).where).toEqual({ side: ['mentee'] });
    expect(parseRequest({ ...base, metric, where: { side: ['mentor'] } }, now).where).toEqual({ side: ['mentor'] });
    expect(parseRequest({ ...base, metric, groupBy: ['side'] }, now).where).toEqual({});
  });
});

describe('a request is refused, with code, field and a sentence, for', () => {
  it('an unknown metric, naming the one that was meant', () => {
    const error = refusal({ metric: 'pair-survial' });
    expect(error).toMatchObject({ code: 'UNKNOWN_METRIC', field: 'metric', suggestion: 'pair-survival' });
    expect(error.message).toContain('did you mean pair-survival?');
    expect(error.retriable).toBe(false);
  });

  it('an unknown dimension, naming the one that was meant', () => {
    expect(refusal({ groupBy: ['start_mont'] })).toMatchObject({
      code: 'UNKNOWN_DIMENSION',
      field: 'groupBy',
      suggestion: 'start_month',
    });
  });

  it('a dimension that the grain does not have', () => {
    const error = refusal({ metric: 'meetings', groupBy: ['end_reason'] });
    expect(error.code).toBe('DIMENSION_NOT_ALLOWED');
    expect(error.message).toMatch(/meetings counts one meeting, which has no end_reason; its dimensions are programme/);
  });

  it('three breakdowns, the forced one counted', () => {
    expect(refusal({ groupBy: ['start_year', 'end_reason', 'mentor_level'] }).code).toBe('TOO_MANY_DIMENSIONS');
    expect(refusal({ metric: 'nps', groupBy: ['wave', 'programme'] }).code).toBe('TOO_MANY_DIMENSIONS');
  });

  it('an empty or backward range', () => {
    expect(refusal({ from: '2024-02-01', to: '2024-02-01' })).toMatchObject({ code: 'EMPTY_RANGE', field: 'to' });
    expect(refusal({ from: '2024-02-01', to: '2024-01-01' }).code).toBe('EMPTY_RANGE');
  });

  it('malformed times', () => {
    expect(refusal({ from: '2024-02-30' })).toMatchObject({ code: 'INVALID_DATE', field: 'from' });
    expect(refusal({ asOf: '2024-02-01' })).toMatchObject({ code: 'INVALID_INSTANT', field: 'asOf' });
    expect(refusal({ knownAt: '2030-01-01T00:00:00Z' }).message).toContain('lies in the future');
    expect(refusal({ grain: 'months' })).toMatchObject({ code: 'INVALID_GRAIN', suggestion: 'month' });
  });

  it('a range of too many buckets', () => {
    expect(refusal({ from: '1950-01-01', to: '2024-01-01', grain: 'day' }).code).toBe('TOO_MANY_BUCKETS');
  });

  it('filters that are unknown, empty, too long or of two minds', () => {
    expect(refusal({ where: { mentor_levle: ['l3'] } })).toMatchObject({
      code: 'UNKNOWN_FILTER',
      field: 'where.mentor_levle',
      suggestion: 'mentor_level',
    });
    expect(refusal({ where: { mentor_level: [] } }).code).toBe('INVALID_FILTER_VALUE');
    expect(refusal({ where: { mentor_level: ['x'.repeat(201)] } }).code).toBe('INVALID_FILTER_VALUE');
    expect(refusal({ where: { mentor_level: ['a', '!b'] } }).message).toContain('both includes and excludes');
  });

  it('options that mean nothing for the metric', () => {
    expect(refusal({ metric: 'meetings', duration: 'calendar' }).code).toBe('OPTION_NOT_APPLICABLE');
    expect(refusal({ metric: 'meetings', horizon: 30 }).code).toBe('OPTION_NOT_APPLICABLE');
    expect(refusal({ horizon: 0 }).code).toBe('INVALID_HORIZON');
    expect(refusal({ protection: { k: 1 } }).code).toBe('INVALID_PROTECTION');
  });

  it('everything that is wrong at once', () => {
    const error = refusal({ from: 'x', to: 'y', groupBy: ['nonsense'] });
    expect(error.issues.map(({ code }) => code)).toEqual(['UNKNOWN_DIMENSION', 'INVALID_DATE', 'INVALID_DATE']);
  });

  it('endless input, without echoing it', () => {
    expect(refusal({ metric: 'x'.repeat(100_000) }).message.length).toBeLessThan(200);
  });
});

describe('a request that makes no sense', () => {
  it('asks for a group’s share without groups', () => {
    const { code, field, message } = refusal({ metric: 'representation' });
    expect([code, field]).toEqual(['BREAKDOWN_NEEDED', 'groupBy']);
    expect(message).toMatch(/^representation compares a group with all groups, so it needs a breakdown: group by/);
  });

  it('starts weeks on no day that there is, or where there are no weeks', () => {
    expect(refusal({ grain: 'week', weekStart: 'sundy' })).toMatchObject({
      code: 'INVALID_WEEK_START',
      field: 'weekStart',
      suggestion: 'sunday',
    });
    expect(refusal({ grain: 'month', weekStart: 'sunday' }).message).toMatch(/it needs grain week/);
    expect(parseRequest({ ...base, grain: 'week' }, now).weekStart).toBe('monday');
  });
});
