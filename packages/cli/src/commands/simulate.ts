/** `rapport simulate`: a synthetic programme with known truth, through Kafka like everybody else's. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { produceProgramme } from '@rapport/simulator';
import type { Connections } from '../platform.ts';
import type { Settings } from '../settings.ts';
import type { Terminal } from '../terminal.ts';

export type SimulateOptions = { programme: string; seed: number; pairs?: number };
export type FeedDependencies = { connections: Connections; settings: Settings; terminal: Terminal };

/** Sends a simulated programme and writes its truth beside it, as `truth-<programme>.json` in the home folder. */
export async function simulateInto(dependencies: FeedDependencies, options: SimulateOptions): Promise<void> {
  const { connections, settings, terminal } = dependencies;
  const progress = terminal.progress(`simulating ${options.programme}`);
  const producer = await connections.log.createProducer();
  try {
    const { sent, truth } = await produceProgramme({
      producer,
      simulation: {
        programme: options.programme,
        seed: options.seed,
        ...(options.pairs === undefined ? {} : { pairs: options.pairs }),
      },
      onProgress: (done) => progress.update(done),
    });
    // A programme's id may hold a slash, a file's name may not.
    const file = join(settings.home, `truth-${encodeURIComponent(options.programme)}.json`);
    mkdirSync(settings.home, { recursive: true });
    writeFileSync(file, `${JSON.stringify(truth, null, 2)}\n`);
    progress.end(`${sent.toLocaleString('en')} events sent; the truth is in ${file}`);
  } finally {
    await producer.close();
  }
}
