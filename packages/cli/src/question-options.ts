/** The options of a question on the command line, which are the parameters of the API under the names of a command line. */
import { checkParameterNames, type Question, questionOfTexts, textParameters } from '@rapport/metrics';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { CliError, exitCodes } from './cli-error.ts';
import { collectFilter, collectList, type Filters } from './option-values.ts';

/** What commander gives: lists and filters collected, everything else as it was typed. */
export type QuestionOptions = { by?: string[]; where?: Filters } & { [option: string]: unknown };

const HINTS: Readonly<Record<string, string>> = {
  programme: '<id>',
  from: '<day>',
  to: '<day>',
  as_of: '<time>',
  known_at: '<time>',
  compare_from: '<day>',
  compare_to: '<day>',
  horizon: '<days>',
  reference: '<group>',
  index: '<event>',
};

const optionName = (parameter: string) => parameter.replaceAll('_', '-');
const fieldName = (parameter: string) => parameter.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

// Not of an abbreviation.
const plainStart = (text: string) => text.replace(/^[A-Z](?=[^A-Z])/, (letter) => letter.toLowerCase());

function days(text: string): string {
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  throw new InvalidArgumentError('must be a number of days');
}

/** Adds every option of a question to a command, but those named in `without`. */
export function addQuestionOptions(command: Command, without: readonly string[] = []): Command {
  for (const parameter of textParameters) {
    const { name, description } = parameter;
    if (name === 'group_by' || without.includes(name)) continue;
    const flag = `--${optionName(name)} ${HINTS[name] ?? '<choice>'}`;
    const option = new Option(flag, plainStart(description));
    if ('choices' in parameter) option.choices(parameter.choices);
    if (name === 'horizon') option.argParser(days);
    command.addOption(option);
  }
  return command
    .option('--by <dimension>', 'a row per value of it; two at most', collectList)
    .option('--where <dimension=value>', 'only these', collectFilter);
}

/** The question that was typed: the same parameters as the API's, through the same parser. @throws CliError */
export function questionOf(metric: string, options: QuestionOptions): Question {
  const { by, where = {} } = options;
  const plain = textParameters.flatMap(({ name }): [string, string][] => {
    const value = options[fieldName(name)];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  const filters = Object.entries(where).map(([name, values]) => [`f.${name}`, values.join(',')]);
  const texts: Record<string, string> = Object.fromEntries([
    ...plain,
    ...(by === undefined ? [] : [['group_by', by.join(',')]]),
    ...filters,
  ]);
  const [issue] = checkParameterNames(texts, []);
  if (issue !== undefined) throw new CliError(`${issue.parameter}: ${issue.message}`, exitCodes.usage);
  return questionOfTexts(metric, texts);
}
