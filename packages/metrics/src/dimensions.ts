/** The one list of dimensions. A dimension is an expression over columns that a metric's sample must carry. */
import { participantAttributes } from '@rapport/warehouse';

export type Dimension = {
  id: string;
  title: string;
  /** SQL over the sample's columns and the local dates that start_* and pairing_* refer to. */
  expression: (days: DimensionDays) => string;
};

/** SQL of local dates: the unit's own start, and the activation of its pairing (NULL where it has none). */
export type DimensionDays = { start: string; pairing: string };

// Not by if(): the engine would spell out every row of a column that holds few different values.
const known = (expression: string, absent = 'unknown') => `coalesce(nullIf(toString(${expression}), ''), '${absent}')`;
const plain = (id: string, title: string, column = id, absent = 'unknown'): Dimension => {
  return { id, title, expression: () => known(column, absent) };
};
const start = (id: string, title: string, format: string): Dimension => {
  return { id, title, expression: (days) => `formatDateTime(${days.start}, '${format}')` };
};
/** The same name of the same pairings in every metric, whatever it counts about them. */
const pairingStart = (id: string, title: string, format: string): Dimension => {
  return { id, title, expression: (days) => `ifNull(formatDateTime(${days.pairing}, '${format}'), 'none')` };
};
const attribute = (prefix: string, of: string, name: string): Dimension =>
  plain(`${prefix}${name}`, `${of}${name.replaceAll('_', ' ')}`);

const mentorAttributes = participantAttributes.map((name) => attribute('mentor_', "mentor's ", name));
const menteeAttributes = participantAttributes.map((name) => attribute('mentee_', "mentee's ", name));
const ownAttributes = participantAttributes.map((name) => attribute('', '', name));

/** Every dimension there is; which of them a metric allows stands in its file. */
export const dimensions: readonly Dimension[] = [
  plain('programme', 'programme', 'programme_id'),
  start('start_month', 'month of the start', '%Y-%m'),
  start('start_quarter', 'quarter of the start', '%Y-Q%Q'),
  start('start_year', 'year of the start', '%Y'),
  pairingStart('pairing_month', 'month in which the pairing began', '%Y-%m'),
  pairingStart('pairing_quarter', 'quarter in which the pairing began', '%Y-Q%Q'),
  pairingStart('pairing_year', 'year in which the pairing began', '%Y'),
  plain('end_reason', 'reason of the end', "if(ended_at IS NULL, 'open', end_reason)"),
  plain('end_kind', 'kind of the end', 'end_kind', 'open'),
  plain('side', 'side'),
  plain('match_method', 'way of matching'),
  plain('wave', 'survey wave'),
  plain('instrument', 'survey instrument', 'instrument_id'),
  plain('mode', 'meeting mode'),
  plain('evidence', 'evidence that the meeting was held'),
  plain('end_side', 'who ended the pairing'),
  plain('health', 'health of the pairing'),
  plain('dose', 'meetings held in the first 90 days'),
  plain('engagement', 'meetings held in the 45 days before'),
  plain('age_band', 'age of the pairing when it answered'),
  plain('cancelled_side', 'who called the meeting off'),
  plain('discussed', 'what the meeting was about'),
  plain('measure', 'what the question measures'),
  plain('measure_range', 'what the question measures, and on which range'),
  plain('instrument_version', 'version of the questionnaire'),
  plain('scale', 'scale of one version of a questionnaire'),
  plain('category', 'category of the goal'),
  plain('term', 'short or long term'),
  plain('obstacle', 'what stood in the way of the goal'),
  plain('skill', 'skill assessed'),
  plain('rater', 'who assessed the skill'),
  plain('assessment', 'instrument, skill and rater'),
  plain('rule', 'rule that raised the alert', 'rule_id'),
  plain('stream', 'event stream'),
  plain('type', 'event type'),
  plain('topic', 'topic'),
  plain('code', 'reason of refusal'),
  ...mentorAttributes,
  ...menteeAttributes,
  ...ownAttributes,
];

const byId = new Map(dimensions.map((dimension) => [dimension.id, dimension]));

/** The dimension with this id, whether or not the metric at hand allows it. */
export function findDimension(id: string): Dimension | undefined {
  return byId.get(id);
}

const ids = (list: readonly Dimension[]) => list.map(({ id }) => id);
const starts = ['start_month', 'start_quarter', 'start_year'];
const pairingStarts = ['pairing_month', 'pairing_quarter', 'pairing_year'];
const bothSides = [...ids(mentorAttributes), ...ids(menteeAttributes)];

/** Whether a dimension needs the activation of a unit's pairing, which is looked up for those who ask. */
export const isPairingStart = (id: string): boolean => pairingStarts.includes(id);

/** Dimensions of samples that carry a pairing's columns. */
export const pairingDimensions: readonly string[] = [
  ...['programme', ...starts, ...pairingStarts],
  ...['end_reason', 'end_kind', ...bothSides],
];
/** The same without what lies in the future of a pairing that is open, or at its start. */
export const openPairingDimensions: readonly string[] = pairingDimensions.filter((id) => !id.startsWith('end_'));
/** Dimensions of samples that carry a meeting's columns. */
export const meetingDimensions: readonly string[] = [
  ...['programme', ...starts, ...pairingStarts],
  ...['mode', 'evidence', ...bothSides],
];
/** Dimensions of samples that count a person on a side of a programme. */
export const personDimensions: readonly string[] = ['programme', ...starts, 'side', ...ids(ownAttributes)];
/** Dimensions of people as such, who belong to no programme. */
export const peopleDimensions: readonly string[] = [...starts, ...ids(ownAttributes)];
/** Dimensions of proposed pairings, which need not have started. */
export const proposalDimensions: readonly string[] = [...openPairingDimensions, 'match_method'];
/** Dimensions of survey invitations and answers. */
export const surveyDimensions: readonly string[] = [
  ...['programme', ...starts, ...pairingStarts],
  ...['side', 'wave', 'instrument'],
];
/** Dimensions of goals; side is the owner's. */
export const goalDimensions: readonly string[] = [
  ...['programme', ...starts, ...pairingStarts],
  ...['side', 'category', 'term', ...bothSides],
];
/** Dimensions of alerts about pairings. */
export const alertDimensions: readonly string[] = ['programme', ...starts, ...pairingStarts, 'rule'];
/** Dimensions of assessed people, who need not be in a pairing. */
export const skillDimensions: readonly string[] = [
  ...['programme', ...starts, 'assessment', 'skill', 'rater', 'instrument', 'instrument_version'],
  ...ids(ownAttributes),
];
/** Dimensions of received records. */
export const recordDimensions: readonly string[] = ['programme', 'stream', 'type'];
