/** Reasons for setting a record aside, in words, and the command that sends one again. Pure. */

const CODES: Readonly<Record<string, string>> = {
  EMPTY: 'Empty record',
  NOT_FRAMED: 'Not in our wire form',
  UNKNOWN_SCHEMA: 'Schema not known',
  UNDECODABLE: 'Cannot be decoded',
  RULE_BROKEN: 'Breaks a rule',
  REFUSED_BY_WAREHOUSE: 'Refused by the warehouse',
};

/** A code that is newer than this page stays as it is. */
export const codeText = (code: string): string => CODES[code] ?? code;

export const retryCommand = ({
  topic,
  partition,
  offset,
}: {
  topic: string;
  partition: number;
  offset: number;
}): string => `npm run -s rapport -- dlq retry ${topic}/${partition}/${offset}`;
