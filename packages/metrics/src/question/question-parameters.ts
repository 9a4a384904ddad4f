/** The parameters of a question, with what they mean: the documents of API and CLI are made from this list. */
import { grains, weekStarts } from '../calendar.ts';
import { alignments, compareKinds } from '../compare/compared-period.ts';
import { contrastMethods } from '../contrast/contrast-method.ts';
import { nearest } from '../nearest.ts';

/** One thing that is wrong with a question as it was written. */
export type QuestionIssue = { parameter: string; message: string; code: string };

type Parameter = { name: string; description: string; example: string; choices?: readonly string[] };

/** Every parameter but the filters, whose names are open: f.<dimension>. */
export const textParameters = [
  { name: 'programme', description: 'Only this programme', example: 'code-review' },
  { name: 'from', description: "First local date, in the programme's zone", example: '2019-01-01' },
  { name: 'to', description: 'First local date that is left out: ranges are half-open', example: '2020-01-01' },
  {
    name: 'grain',
    description: 'One row per such bucket; absent: one row for the whole range',
    example: 'month',
    choices: grains,
  },
  {
    name: 'week_start',
    description: 'With grain week: the day on which weeks start (default monday)',
    example: 'sunday',
    choices: weekStarts,
  },
  { name: 'group_by', description: 'At most two dimensions, separated by commas', example: 'start_year' },
  {
    name: 'as_of',
    description: 'RFC 3339: what had happened by then (default now)',
    example: '2024-10-24T19:33:01Z',
  },
  {
    name: 'known_at',
    description: 'RFC 3339: what had been told by then (default now)',
    example: '2026-11-01T00:00:00Z',
  },
  {
    name: 'duration',
    description: 'How durations are counted: fractions of 24 hours, or calendar days',
    example: 'calendar',
    choices: ['exact', 'calendar'],
  },
  { name: 'horizon', description: 'Days; what it means stands in the metric', example: '365' },
  {
    name: 'compare',
    description: 'Beside each row that of another period: the one before, a year before, or one of your own',
    example: 'previous',
    choices: compareKinds,
  },
  { name: 'compare_from', description: 'With compare=custom: first local date of that period', example: '2018-01-01' },
  { name: 'compare_to', description: 'With compare=custom: first local date after it', example: '2019-01-01' },
  {
    name: 'align',
    description: 'With compare=year: the same dates (default), or the same weekdays',
    example: 'weekday',
    choices: alignments,
  },
  {
    name: 'reference',
    description: 'A value of the first breakdown; every other group is set beside it',
    example: '2019',
  },
  {
    name: 'method',
    description: 'Participants against others: how the difference is made',
    example: 'matched',
    choices: contrastMethods,
  },
  {
    name: 'index',
    description:
      'Participants against others: when the clock starts. Only pairing; others are refused, with the reason',
    example: 'pairing',
  },
  {
    name: 'curve',
    description:
      'Times to an event: full for the whole curve beside its fixed points, protected at every 30 days that tell of nobody. Live answers only',
    example: 'full',
    choices: ['full'],
  },
] as const satisfies readonly Parameter[];

export type ParameterName = (typeof textParameters)[number]['name'];

const FILTER = /^f\.([a-z_]{1,60})$/;
const MAX_PARAMETERS = 30;

function unknownParameter(name: string, names: readonly string[]): QuestionIssue {
  const suggestion = nearest(name.slice(0, 60), names);
  const hint =
    suggestion === undefined ? `known are ${names.join(', ')} and f.<dimension>` : `did you mean ${suggestion}?`;
  return { parameter: name.slice(0, 60), message: `there is no such parameter: ${hint}`, code: 'UNKNOWN_PARAMETER' };
}

/** What is wrong with the names of parameters; `further` are those that a surface has beside a question's. */
export function checkParameterNames(
  given: Readonly<Record<string, unknown>>,
  further: readonly string[],
): QuestionIssue[] {
  const names = [...textParameters.map(({ name }) => name as string), ...further];
  if (Object.keys(given).length > MAX_PARAMETERS) {
    return [{ parameter: '', message: `at most ${MAX_PARAMETERS} parameters at a time`, code: 'TOO_MANY_PARAMETERS' }];
  }
  return Object.entries(given).flatMap(([name, value]) => {
    if (!names.includes(name) && !FILTER.test(name)) return [unknownParameter(name, names)];
    if (typeof value === 'string') return [];
    const message = 'is given more than once: separate values by commas';
    return [{ parameter: name, message, code: 'REPEATED_PARAMETER' }];
  });
}
