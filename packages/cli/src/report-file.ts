/** Orders of frozen reports as YAML files. */
import { parseQuestion, type Question } from '@rapport/metrics';
import { parse } from 'yaml';
import { CliError, exitCodes } from './cli-error.ts';

export type OrderFile = { asOf?: string; knownAt?: string; questions: Question[] };

const wrong = (message: string) => new CliError(`the report file: ${message}`, exitCodes.usage);

// YAML reads an unquoted time as a time.
const text = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));

function document(source: string): Record<string, unknown> {
  let read: unknown;
  try {
    read = parse(source);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  throw wrong('it must have `questions`, a list, and may have as_of and known_at');
}

/**
 * as_of and known_at (both may be left out) and the questions, whose fields are named like the API's parameters.
 * @throws CliError
 */
export function parseOrderFile(source: string): OrderFile {
  const { as_of, known_at, questions, ...unknown } = document(source);
  const [stray] = Object.keys(unknown);
  if (stray !== undefined) throw wrong(`there is no field ${stray}; known are as_of, known_at and questions`);
  if (!Array.isArray(questions)) throw wrong('questions must be a list');
  const parsed = questions.map((raw, index) => {
    const question = parseQuestion(raw);
    if (question.ok) return question.question;
    throw wrong(
      question.issues.map(({ parameter, message }) => `question ${index + 1}: ${parameter}: ${message}`).join('; '),
    );
  });
  return {
    questions: parsed,
    ...(as_of === undefined ? {} : { asOf: text(as_of) }),
    ...(known_at === undefined ? {} : { knownAt: text(known_at) }),
  };
}
