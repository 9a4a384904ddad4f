/** Attacks on everything beside the number: 10, 16 and 20. */
import { type Adversary, dataOf, pathOf, type Told } from './adversary.ts';
import type { Attack, Lesson } from './attack.ts';
import { createTown, peopleIn } from './town.ts';

const K = 5;
const ALPHA = { programme: 'alpha' };
const BY = { ...ALPHA, group_by: 'mentee_department' };
const town = createTown();
/** Departments of too few people on a side, with what is true of them. */
const small = ['legal', 'design'].map((name) => {
  const own = town.pairs.filter(({ programme, department }) => programme === 'alpha' && department === name);
  return { name, people: peopleIn(own), units: own.length };
});

/** Numbers in what an answer says of a group: in the row of it, whatever its form. */
function numbersOf(text: string, name: string): number[] {
  const rows = text.startsWith('{')
    ? jsonParts(JSON.parse(text), name)
    : text.split(/\r?\n/).filter((line) => line.includes(name));
  return rows.flatMap((row) => [...row.matchAll(/(?<![\w.-])\d+(?:\.\d+)?(?![\w.-])/g)].map(([one]) => Number(one)));
}

/** The smallest objects in which a group is named. */
function jsonParts(value: unknown, name: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap((one) => jsonParts(one, name));
  if (inside.length > 0) return inside;
  const group = (value as { group?: Record<string, string> }).group ?? (value as Record<string, unknown>);
  return Object.values(group).includes(name) ? [JSON.stringify(value)] : [];
}

/** Starts an export, waits until it is over, and reads the file. */
async function exported(who: Adversary, metric: string): Promise<string> {
  const { headers } = await who.post('/v1/exports', { question: { metric, ...BY, group_by: ['mentee_department'] } });
  const { location } = headers;
  if (location === undefined) return '';
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const { text } = await who.get(location);
    const { state } = (JSON.parse(text) as { data: { state: string } }).data;
    if (state === 'failed') return '';
    if (state === 'done') return (await who.get(`${location}/file`)).text;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('an export did not end within 20 s');
}

const everySurface: Attack = {
  id: 10,
  title: 'Sort, filter, pages, totals, CSV, explain, compare, exports',
  control: 'bare',
  play: async ({ town: ground }) => {
    const who = ground.admit('analyst');
    const texts: [string, string][] = [];
    for (const metric of ['pairings', 'premature-closure', 'pair-survival']) {
      const asks: [string, string][] = [
        ['series', pathOf(metric, 'series', BY)],
        ['csv', pathOf(metric, 'series', { ...BY, format: 'csv' })],
        ['explain', pathOf(metric, 'explain', BY)],
        ['reference', pathOf(metric, 'series', { ...BY, reference: 'it' })],
        ['compare', pathOf(metric, 'series', { ...BY, grain: 'year', compare: 'previous' })],
        ...small.map(({ name }): [string, string] => [
          'lineage',
          pathOf(metric, 'lineage', { ...BY, cell: `mentee_department=${name}` }),
        ]),
        ...['sort=value', 'order_by=n', 'limit=1', 'min=1', 'having=n<5', 'f.value=<3'].map(
          (tail): [string, string] => [tail, `${pathOf(metric, 'series', BY)}&${tail}`],
        ),
      ];
      for (const [surface, path] of asks) texts.push([`${metric}: ${surface}`, (await who.get(path)).text]);
      texts.push([`${metric}: export`, await exported(who, metric)]);
    }
    const queried = await who.post('/v1/query', {
      queries: [{ metric: 'pairings', programme: 'alpha', group_by: ['mentee_department'] }],
    });
    texts.push(['query', queried.text]);
    const lessons = texts.flatMap(([surface, text]) =>
      small.flatMap(({ name, people, units }): Lesson[] => {
        const isTold = numbersOf(text, name).includes(units);
        return isTold ? [{ about: name, people, what: `${surface} says ${units}` }] : [];
      }),
    );
    const how =
      'three metrics on every surface; every number in the rows about two small departments, and six ways to sort or cut';
    return { tried: who.requests(), how, k: K, lessons };
  },
};

const comments: Attack = {
  id: 16,
  title: 'Comments joined by length, time or order',
  control: 'bare',
  play: async ({ town: ground }) => {
    const isControl = ground.protection === 'bare';
    const who = [ground.admit('analyst'), ground.admit('lead', { programmes: ['alpha'] }), ground.admit('data')];
    const paths = [
      ...['satisfaction', 'nps', 'survey-response-rate'].map((metric) => pathOf(metric, 'series', ALPHA)),
      ...['comments', 'responses', 'answers', 'feed/survey', 'pairings/p-alpha-it-0/timeline', 'attention'].map(
        (one) => `/v1/${one}`,
      ),
    ];
    const seekers = isControl ? [ground.admit('admin')] : who;
    const wanted = town.invitations.flatMap(({ mentee, satisfied }) => (satisfied === undefined ? [] : [mentee]));
    const lessons: Lesson[] = [];
    for (const one of seekers) {
      for (const path of isControl ? [...paths, '/v1/feed/survey?limit=500'] : paths) {
        const { status, text } = await one.get(path);
        const whose = status === 200 ? wanted.find((mentee) => text.includes(mentee)) : undefined;
        const hasText = status === 200 && /"(comment|text|free_text|note)":"/.test(text);
        if (whose !== undefined && path.includes('survey'))
          lessons.push({ about: whose, people: 1, what: `${path}: a single answer` });
        if (hasText) lessons.push({ about: path, people: 1, what: 'free text' });
      }
    }
    return {
      ...{ tried: seekers.reduce((sum, one) => sum + one.requests(), 0), k: K, lessons },
      how: 'free text and single answers looked for on every surface that could have them',
      note: 'no event has a field for free text, so there is nothing to join; the control reads single answers as administrator',
    };
  },
};

const told = ({ headers }: Told) => {
  const { date: _date, etag: _etag, 'content-length': _length, ...others } = headers;
  return JSON.stringify(others);
};

/** What of an answer about one department is the same for another that is hidden, but its name. */
function shapeOf(answer: Told, name: string): string {
  const text = answer.text
    .replaceAll(new RegExp(`(?<=\\b|%3D)${name}\\b`, 'g'), 'NAME')
    .replaceAll(/"trace_id":"[^"]*"/g, '');
  return JSON.stringify([answer.status, told(answer), text]);
}

/** Questions that a department can be asked about by itself. */
const asksAbout = (name: string): string[] => [
  ...['pairings', 'premature-closure', 'pair-survival'].map((metric) =>
    pathOf(metric, 'series', { ...ALPHA, 'f.mentee_department': name }),
  ),
  pathOf('pairings', 'series', { ...ALPHA, 'f.mentee_department': name, format: 'csv' }),
  pathOf('pairings', 'explain', { ...ALPHA, 'f.mentee_department': name }),
  pathOf('pairings', 'lineage', { ...BY, cell: `mentee_department=${name}` }),
  pathOf('pairings', 'series', { ...ALPHA, 'f.mentee_department': `!${name}` }),
  pathOf('pairings', 'series', { ...ALPHA, 'f.mentee_department': name, from: '2023-01-02', to: '2023-03-05' }),
];

const differences: Attack = {
  id: 20,
  title: 'Error text, headers and shape of hidden cells',
  control: 'bare',
  play: async ({ town: ground }) => {
    const who = ground.admit('analyst');
    const rows = (dataOf(await who.get(pathOf('pairings', 'series', BY))) ?? []) as {
      group: Record<string, string>;
      n: number | null;
    }[];
    const hidden = rows.filter(({ n }) => n === null).map(({ group }) => group['mentee_department'] ?? '');
    // Where nothing is hidden, those that should be are set beside one another.
    const [first = '', ...others] = hidden.length > 1 ? hidden : small.map(({ name }) => name);
    const lessons: Lesson[] = [];
    for (const other of others) {
      const [one, two] = [asksAbout(first), asksAbout(other)];
      for (const [index, path] of one.entries()) {
        const [left, right] = [await who.get(path), await who.get(two[index] ?? '')];
        if (shapeOf(left, first) === shapeOf(right, other)) continue;
        lessons.push({
          about: `${first} and ${other}`,
          people: Math.min(...small.map(({ people }) => people)),
          what: path,
        });
      }
    }
    return {
      ...{ tried: who.requests(), k: K, lessons },
      how: `the hidden departments (${[first, ...others].join(', ')}), small ones and those hidden for their sake, asked eight ways: status, headers, bytes`,
    };
  },
};

export const surfaceAttacks: readonly Attack[] = [everySurface, comments, differences];
