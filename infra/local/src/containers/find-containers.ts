import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Env } from '../stack-types.ts';
import type { ContainerEngine } from './engine.ts';
import { imagesFrom } from './images.ts';

/** An engine that answers, or why there is none. */
export type EngineAnswer = { ok: true; engine: ContainerEngine } | { ok: false; reason: string };

const CONNECT_WAIT_MS = 4_000;

function socketsOf(env: Env): string[] {
  const home = env['HOME'] || homedir();
  const runtime = env['XDG_RUNTIME_DIR'];
  return [
    '/var/run/docker.sock',
    join(home, '.docker', 'run', 'docker.sock'),
    join(home, '.docker', 'desktop', 'docker.sock'),
    ...(runtime ? [join(runtime, 'docker.sock')] : []),
  ];
}

// Most machines without an engine have none of these: nothing is loaded and nobody is asked there.
function mayHaveEngine(env: Env): boolean {
  if (env['DOCKER_HOST']) return true;
  if (existsSync(join(env['HOME'] || homedir(), '.testcontainers.properties'))) return true;
  return socketsOf(env).some((socket) => existsSync(socket));
}

/** The container engine of this machine. Never throws, and takes at most some seconds where a daemon hangs. */
export async function connectEngine(env: Env): Promise<EngineAnswer> {
  if (!mayHaveEngine(env)) return { ok: false, reason: 'no container engine is here' };
  const { createEngine } = await import('./engine.ts');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${CONNECT_WAIT_MS / 1000} s`)), CONNECT_WAIT_MS);
  });
  try {
    return { ok: true, engine: await Promise.race([createEngine(), late]) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { ok: false, reason: `a container engine is named here and does not answer (${text})` };
  } finally {
    clearTimeout(timer);
  }
}

/** Whether the containers stack can be had here. `lacking` names images that are neither present nor in their registry. */
export type ContainersAnswer =
  | { ok: true; engine: ContainerEngine; reason: string }
  | { ok: false; reason: string; lacking: string[] };

/** Asks the engine for its images and, for those it lacks, their registries: a matter of seconds, and nothing is pulled. */
export async function findContainers(env: Env, connect = connectEngine): Promise<ContainersAnswer> {
  const answer = await connect(env);
  if (!answer.ok) return { ...answer, lacking: [] };
  const { engine } = answer;
  const { kafka, clickhouse } = imagesFrom(env);
  const found = await Promise.all(
    [kafka, clickhouse].map(async (image) => ({
      image,
      here: (await engine.hasImage(image)) ? 'present' : (await engine.registryHas(image)) ? 'to be pulled' : undefined,
    })),
  );
  const lacking = found.filter((one) => one.here === undefined).map((one) => one.image);
  if (lacking.length === 0) {
    return { ok: true, engine, reason: found.map((one) => `${one.image} ${one.here}`).join(', ') };
  }
  const reason = `a container engine answers, but ${lacking.join(' and ')} can be had neither here nor from a registry`;
  return { ok: false, reason, lacking };
}
