import { byFamily, type Dictionary, type DictionaryEntry, factsOf } from './dictionary.ts';

// What Markdown would read as marks.
const plain = (text: string) => text.replaceAll(/([\\`*_[\]<>|])/g, '\\$1');

function entryText(entry: DictionaryEntry): string {
  return [
    `### ${plain(entry.title)}`,
    `\`${entry.id}\` · version ${entry.version}`,
    `**${plain(entry.question)}**`,
    factsOf(entry)
      .map(([term, text]) => `- ${term}: ${plain(text)}`)
      .join('\n'),
    `Caveats\n${entry.caveats.map((caveat) => `- ${plain(caveat)}`).join('\n')}`,
    `Changes\n${entry.changes.map(({ version, date, what }) => `- ${version}, ${date}: ${plain(what)}`).join('\n')}`,
  ].join('\n\n');
}

/** The dictionary as one Markdown file. */
export function dictionaryMarkdown(dictionary: Dictionary): string {
  const families = byFamily(dictionary).map(([family, entries]) =>
    [`## ${family}`, ...entries.map(entryText)].join('\n\n'),
  );
  return `${[`# Metric dictionary: ${dictionary.metrics.length} metrics`, ...families].join('\n\n')}\n`;
}
