import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeMetric, findMetric, metrics } from './catalogue.ts';
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

/** The catalogue by family, as catalogue.md has it. */
function catalogueTable(): string {
  const families = [...Map.groupBy(metrics, ({ family }) => family)].map(([family, own]) => {
    const rows = own.map(
      ({ id, reference, question, unit, estimator }) =>
        `| \`${id}\` | ${reference || '–'} | ${question} | ${unit} | ${estimator.name} |`,
    );
    return [
      `## ${family}`,
      '',
      '| metric | reference | question | unit | estimator |',
      '| --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n');
  });
  return `# The catalogue: ${metrics.length} metrics\n\n${families.join('\n\n')}\n`;
}

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
    const versions = metric.changes.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
    for (const { date, what } of metric.changes) expect(`${date} ${what}`).toMatch(/^\d{4}-\d\d-\d\d \S.*\.$/);
    if (metric.target !== undefined) {
      expect(`${metric.target.text} · ${metric.target.origin}`).toMatch(/\S{2}.* · .*\S{2}/);
      expect(metric.target.low ?? Number.NEGATIVE_INFINITY).toBeLessThanOrEqual(metric.target.high ?? Infinity);
    }
    for (const id of [...metric.dimensions, ...(metric.alwaysBy ?? [])]) expect(findDimension(id), id).toBeDefined();
  });

  const leaving = metrics.flatMap((metric) =>
    (metric.leavesOut ?? []).map((one) => [metric.id, one.of, metric] as const),
  );
  it.each(leaving)('lets %s leave people of %s out, and neither the other way round', (id, of, metric) => {
    const wider = findMetric(of);
    // Whom it leaves out are people, or pairings: events are nobody.
    expect(['pair', 'person']).toContain(wider?.people);
    expect(wider?.unitsAreEvents).toBeUndefined();
    // The wider one is decided without it, so that there must be no ring.
    const within = (one: string): string[] => [
      one,
      ...(findMetric(one)?.leavesOut ?? []).flatMap((next) => within(next.of)),
    ];
    expect(within(of)).not.toContain(id);
    for (const { onlyOverAllTime } of (metric.leavesOut ?? []).filter((one) => one.of === of))
      if (onlyOverAllTime !== true) expect(wider?.time === 'instant').toBe(metric.time === 'instant');
  });

  // After a change of the catalogue: vitest run --project unit packages/metrics/src/catalogue.test.ts -u
  it('stands in catalogue.md as it is', async () => {
    await expect(catalogueTable()).toMatchFileSnapshot('../catalogue.md');
  });
});
