import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeMetric, metrics } from './catalogue.ts';
import { findDimension } from './dimensions.ts';

const required = [
  ...['pairings', 'participants', 'mentors', 'mentees', 'pair-survival', 'premature-closure', 'employee-retention'],
  ...[
    'active-pairs',
    'open-pairs',
    'time-to-first-meeting',
    'meetings',
    'meetings-per-pair-month',
    'cadence-adherence',
  ],
  ...['meeting-completion', 'no-show', 'survey-response-rate', 'nps', 'satisfaction', 'milestone-rate', 'promotion'],
  ...['events-received', 'events-late', 'events-duplicated', 'events-dead'],
];

describe('the catalogue', () => {
  it('holds the metrics that it must, each id once', () => {
    const ids = metrics.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(required));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keeps each metric in the file of its id, in the folder of its family', () => {
    const files = readdirSync(new URL('./catalogue/', import.meta.url), { recursive: true, encoding: 'utf8' });
    const metricFiles = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
    expect(metricFiles).toEqual(metrics.map(({ family, id }) => `${family}/${id}.ts`).sort());
  });

  it.each(metrics.map((metric) => [metric.id, metric] as const))('says everything about %s', (_, metric) => {
    const description = describeMetric(metric);
    for (const field of ['title', 'question', 'formula', 'unit', 'grain', 'direction', 'time_refers_to'] as const) {
      expect(description[field], field).toMatch(/\S{2}/);
    }
    expect(description.question).toMatch(/\?$/);
    expect(description.version).toBeGreaterThanOrEqual(1);
    expect(description.caveats.length).toBeGreaterThan(0);
    expect(description.relations.length).toBeGreaterThan(0);
    expect(metric.changes.at(-1)?.version).toBe(metric.version);
    for (const id of [...metric.dimensions, ...(metric.alwaysBy ?? [])]) expect(findDimension(id), id).toBeDefined();
  });

  it('stands in the README as it is', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const lines = readme.split('\n').filter((line) => /^\| `[a-z-]+` +\|/.test(line));
    const rows = lines.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
    const expected = metrics.map(({ id, reference, question, estimator }) => [
      `\`${id}\``,
      reference || '–',
      question,
      estimator.name,
    ]);
    expect(rows).toEqual(expected);
  });
});
