import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerEngine } from './containers/engine.ts';
import { connectEngine, findContainers } from './containers/find-containers.ts';
import { readHomeRecord } from './containers/home-record.ts';
import { StackError } from './stack-error.ts';
import type { Env, StackKind } from './stack-types.ts';

/** The kind of stack, why it is that one, and the engine where there is need of one. */
export type StackChoice =
  | { kind: 'external'; reason: string }
  | { kind: 'local'; reason: string }
  | { kind: 'containers'; reason: string; engine: ContainerEngine };

export type ChoiceOptions = { env: Env; home: string; find?: typeof findContainers; connect?: typeof connectEngine };

/**
 * The kind that the environment settles by itself: RAPPORT_STACK by name, `external` when both services are named. One name of
 * the two alone is an error (STACK_HALF_EXTERNAL): half of the data would go elsewhere. Undefined: it depends on the machine.
 */
export function namedStackKind(env: Env): StackKind | undefined {
  const asked = env['RAPPORT_STACK'] || undefined;
  if (asked === 'local' || asked === 'containers') return asked;
  if (asked !== undefined && asked !== 'external') {
    throw new StackError('STACK_NOT_AVAILABLE', `RAPPORT_STACK=${asked} is none of external, local, containers`);
  }
  const kafka = env['RAPPORT_KAFKA_BROKERS'] || undefined;
  const clickhouse = env['RAPPORT_CLICKHOUSE_URL'] || undefined;
  if (kafka !== undefined && clickhouse !== undefined) return 'external';
  if (kafka === undefined && clickhouse === undefined && asked === undefined) return undefined;
  const missing = kafka === undefined ? 'RAPPORT_KAFKA_BROKERS' : 'RAPPORT_CLICKHOUSE_URL';
  const text = `${missing} is missing: set both RAPPORT_KAFKA_BROKERS and RAPPORT_CLICKHOUSE_URL, or neither for a stack of our own`;
  throw new StackError('STACK_HALF_EXTERNAL', text);
}

/** Whether a local stack has kept data on this home. */
function hasLocalData(home: string): boolean {
  return existsSync(join(home, 'kafka', 'data', 'meta.properties'));
}

/**
 * Chooses the kind: what the environment names; else where this home's data are already; else `containers` where an engine
 * answers and both images can be had; else `local`.
 */
export async function chooseStack(options: ChoiceOptions): Promise<StackChoice> {
  const { env, home, find = findContainers, connect = connectEngine } = options;
  const named = namedStackKind(env);
  if (named === 'external') return { kind: 'external', reason: 'the environment names both services' };
  if (named === 'local') return { kind: 'local', reason: 'RAPPORT_STACK names it' };
  if (named === 'containers') return withEngine(await connect(env), 'RAPPORT_STACK names it');
  if (readHomeRecord(home)?.volumes !== undefined) return withEngine(await connect(env), 'its data are in volumes');
  if (hasLocalData(home)) return { kind: 'local', reason: 'its data are here' };
  const found = await find(env);
  return found.ok
    ? { kind: 'containers', reason: found.reason, engine: found.engine }
    : { kind: 'local', reason: found.reason };
}

function withEngine(answer: Awaited<ReturnType<typeof connectEngine>>, reason: string): StackChoice {
  if (answer.ok) return { kind: 'containers', reason, engine: answer.engine };
  const way = 'Start the engine, or set RAPPORT_STACK=local for a stack without one (it begins with no data)';
  throw new StackError(
    'STACK_NOT_AVAILABLE',
    `The stack is to be containers (${reason}), but ${answer.reason}. ${way}`,
  );
}
