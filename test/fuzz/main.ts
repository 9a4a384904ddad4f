/**
 * `npm run fuzz`: both HTTP interfaces under schemathesis, on a stack of its own, with a token of each role and with none. Ends
 * with 1 where an answer is a 5xx or not what the document says. Needs Python 3.11 with venv, and pip's network the first time.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { listProcesses, startStack } from '@rapport/local-stack';
import { eventually } from '../src/eventually.ts';
import { createRapportCommand, type RapportCommand } from '../src/rapport-command.ts';

const here = import.meta.dirname;
const say = (line: string): void => void process.stderr.write(`${line}\n`);

const { values } = parseArgs({
  options: {
    examples: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '120' },
    seed: { type: 'string', default: '2' },
    role: { type: 'string', multiple: true },
  },
});

/** What an answer is held to. Not `unsupported_method`: an address that is too long is a 414 before anybody looks at its method. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
].join(',');

const PLENTY = ['--requests', '1000000', '--cells', '1000000000'];
const RELEASE_WITHIN_MS = 300_000;

function run(program: string, args: readonly string[]): Promise<number> {
  const child = spawn(program, args, { stdio: 'inherit', cwd: home });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (code) => resolve(code ?? 1)));
}

/** Schemathesis in a folder that stays: the second run needs no network. */
async function schemathesis(): Promise<string> {
  const venv = join(here, '.venv');
  const python = join(venv, 'bin', 'python');
  if (!existsSync(python) && (await run('python3', ['-m', 'venv', venv])) !== 0)
    throw new Error('python3 -m venv failed');
  const code = await run(python, ['-m', 'pip', 'install', '--quiet', '--requirement', join(here, 'requirements.txt')]);
  if (code !== 0) throw new Error('pip could not install schemathesis');
  return join(venv, 'bin', 'st');
}

async function said(rapport: RapportCommand, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await rapport.run(...args);
  if (code === 0) return stdout.trim();
  throw new Error(`rapport ${args.join(' ')} ended with ${code}: ${stderr}`);
}

function addressOf(rapport: RapportCommand, name: string): string {
  const port = listProcesses(rapport.home).find((one) => one.name === name && one.alive)?.port;
  if (port === undefined) throw new Error(`${name} does not run`);
  return `http://127.0.0.1:${port}`;
}

type Asker = { name: string; service: 'insights' | 'ingest'; token?: string };

async function askersOf(rapport: RapportCommand): Promise<Asker[]> {
  const make = async (role: string, ...more: string[]) =>
    said(rapport, 'token', 'create', `fuzz-${role}`, '--role', role, ...PLENTY, ...more);
  const roles = [['admin'], ['analyst'], ['lead', '--programme', 'north'], ['data'], ['producer']] as const;
  const askers: Asker[] = [];
  for (const [role, ...more] of roles)
    askers.push({
      name: role,
      service: role === 'producer' ? 'ingest' : 'insights',
      token: await make(role, ...more),
    });
  return askers;
}

const home = mkdtempSync(join(tmpdir(), 'rapport-fuzz-'));
const program = await schemathesis();
const stack = await startStack({ home, kafkaPort: 0, clickhousePort: 0, ephemeral: true, progress: say });
const rapport = createRapportCommand(stack);

type Parameter = { name: string; in: string; example?: unknown; schema: Record<string, unknown> };
type Document = { paths: Record<string, Record<string, { parameters?: Parameter[] }>> };

/** Ids that are there: with others the requests about one thing would be refused at the door. */
async function knownThings(address: string, headers: Record<string, string>): Promise<Record<string, string>> {
  const first = async (path: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${address}${path}`, { headers });
    const { data = [] } = answer.ok ? ((await answer.json()) as { data?: Record<string, unknown>[] }) : {};
    return data[0] ?? {};
  };
  const alert = await first('/v1/attention?limit=1&state=raised,acknowledged,snoozed,resolved');
  const [fed, order] = [await first('/v1/feed/pairing?limit=1'), await first('/v1/exports')];
  const things = {
    ...{ alerts: alert['alert_id'], pairings: fed['pairing_id'] },
    ...{ events: fed['event_id'], exports: order['id'] },
  };
  return Object.fromEntries(
    Object.entries(things).flatMap(([name, id]) => (typeof id === 'string' ? [[name, id]] : [])),
  );
}

/** The served document with those ids, and a programme that is there, as its examples, and with one filter. */
async function writeDocument(asker: Asker, things: Readonly<Record<string, string>>): Promise<string> {
  const served = await fetch(`${addressOf(rapport, asker.service)}/openapi.json`);
  const document = (await served.json()) as Document;
  for (const [path, item] of Object.entries(document.paths)) {
    const id = things[path.split('/')[2] ?? ''];
    for (const operation of Object.values(item)) {
      if (operation.parameters !== undefined) operation.parameters = operation.parameters.filter(isLikely);
    }
    for (const parameter of Object.values(item).flatMap(({ parameters = [] }) => parameters)) {
      if (parameter.name === 'programme') setExample(parameter, 'north');
      if (parameter.name === 'id' && id !== undefined) setExample(parameter, id);
    }
  }
  const file = join(home, `${asker.service}-${asker.name}.openapi.json`);
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** No metric has all filters: with every one of them in, a question is refused before it is asked. */
const isLikely = ({ name }: Parameter) => !name.startsWith('f.') || name === 'f.mentee_department';

function setExample(parameter: Parameter, example: string): void {
  parameter.example = example;
  parameter.schema['examples'] = [example];
}

type Report = { test_cases: { generated: number }; valid_rates: Record<string, Record<string, { accepted: number }>> };

/** Which operations gave what was asked at least once: one that always refuses has been fuzzed only at its door. */
function tellReport(file: string): void {
  const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const rates = Object.entries(report.valid_rates);
  const shut = rates.filter(([, phases]) => Object.values(phases).every(({ accepted }) => accepted === 0));
  say(
    `${report.test_cases.generated} requests; ${rates.length - shut.length} of ${rates.length} operations gave what was asked`,
  );
  if (shut.length > 0) say(`  always refused: ${shut.map(([operation]) => operation).join(', ')}`);
}

async function fuzz(asker: Asker, things: Readonly<Record<string, string>>): Promise<boolean> {
  const { name, service, token } = asker;
  if (values.role !== undefined && !values.role.includes(name)) return true;
  say(`\n# ${service} as ${name}`);
  const report = join(home, `${service}-${name}.json`);
  const code = await run(program, [
    ...['run', await writeDocument(asker, things), '--url', addressOf(rapport, service)],
    ...['--checks', CHECKS, '--warnings', 'off', '--no-color'],
    ...['-n', values.examples, '--max-time', values.seconds, '--seed', values.seed],
    ...['--request-timeout', '60', '--suppress-health-check', 'all', '--continue-on-failure'],
    ...['--report', 'json', '--report-json-path', report],
    ...(token === undefined ? [] : ['--header', `Authorization: Bearer ${token}`]),
  ]);
  tellReport(report);
  return code === 0;
}

try {
  await said(rapport, 'up');
  say('simulating two programmes …');
  for (const [programme, seed] of [
    ['north', '5'],
    ['south', '6'],
  ] as const) {
    await said(rapport, 'simulate', '--programme', programme, '--seed', seed, '--pairs', '60');
  }
  const failed: string[] = [];
  // As soon as there is a token, nobody is let in without.
  for (const service of ['insights', 'ingest'] as const)
    if (!(await fuzz({ name: 'nobody', service }, {}))) failed.push(`${service} as nobody`);
  const askers = await askersOf(rapport);
  say('making a release, of what is a minute old …');
  await eventually('a release', async () => (await rapport.run('release', 'publish')).code === 0, RELEASE_WITHIN_MS);
  const admin = { authorization: `Bearer ${askers[0]?.token}` };
  const ordered = await fetch(`${addressOf(rapport, 'insights')}/v1/exports`, {
    method: 'POST',
    headers: { ...admin, 'content-type': 'application/json' },
    body: JSON.stringify({ rows: 'pairings', format: 'csv' }),
  });
  say(`an export: ${ordered.status}`);
  const things = await knownThings(addressOf(rapport, 'insights'), admin);
  say(`there are ${Object.keys(things).join(', ')}`);
  for (const asker of askers) if (!(await fuzz(asker, things))) failed.push(`${asker.service} as ${asker.name}`);
  say(failed.length === 0 ? '\nnothing found' : `\nfound something: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  await rapport.remove();
  await stack.stop();
  rmSync(home, { recursive: true, force: true });
}
