/**
 * `node services/insights/src/attacks/main.ts [--markdown] [number …]`: plays the attacks against the ClickHouse that the environment names, in
 * databases of their own, and says what they learned. Ends with 1 where one learned too much, or could not have learned anything.
 */
import { parseArgs } from 'node:util';
import { loadConfig, settings } from '@rapport/service';
import { leaksOf } from './attack.ts';
import { attacks } from './attacks.ts';
import { openGround } from './ground.ts';
import { closingLine, markdownOf, notesOf, type Played, textOf, timingText } from './report.ts';
import { createField } from './run-attacks.ts';
import { timingOf } from './timing.ts';
import { createTown } from './town.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { markdown: { type: 'boolean', default: false } },
});
const { RAPPORT_CLICKHOUSE_URL: url } = loadConfig({ RAPPORT_CLICKHOUSE_URL: settings.clickhouseUrl });
const say = (text: string): void => void process.stdout.write(`${text}\n`);

const chosen = attacks.filter(({ id }) => positionals.length === 0 || positionals.includes(String(id)));
const fields = { guarded: createField(url, 'guarded'), live: createField(url, 'live'), bare: createField(url, 'bare') };
const played: Played[] = [];
try {
  for (const attack of chosen) {
    process.stderr.write(`${attack.id} ${attack.title} …\n`);
    const guarded = await fields.guarded.play(attack);
    played.push({ guarded, control: await fields[attack.control].play(attack) });
  }
  say(values.markdown ? markdownOf(played) : textOf(played));
  for (const note of notesOf(played)) say(`\n${note}`);
  if (chosen.some(({ id }) => id === 20)) {
    const ground = await openGround(url, 'guarded', createTown().events);
    say(`\n${timingText(await timingOf(ground))}`);
    await ground.close();
  }
  say(`\n${closingLine(played)}`);
} finally {
  for (const field of Object.values(fields)) await field.close();
}
const isSound = ({ guarded, control }: Played) =>
  leaksOf(guarded.finding).length === 0 && leaksOf(control.finding).length > 0;
if (!played.every(isSound)) process.exitCode = 1;
