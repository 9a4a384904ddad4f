/** A ClickHouse that can be killed and comes back on the port that it had. */
import { type ProcessRecord, stopStack } from '@rapport/local-stack';
import { eventually } from '../src/eventually.ts';
import { isRunning } from '../src/rapport-command.ts';

type Deps = { home: string; start(port: number): Promise<ProcessRecord> };

export function createSpareEngine({ home, start }: Deps) {
  let record: ProcessRecord | undefined;

  async function kill(): Promise<void> {
    const { pid } = record ?? {};
    if (pid === undefined) return;
    process.kill(-pid, 'SIGKILL');
    await eventually('ClickHouse to be dead', async () => !isRunning(pid));
  }

  return {
    start: async (): Promise<string> => {
      record = await start(record?.port ?? 0);
      return `http://127.0.0.1:${record.port}`;
    },
    kill,
    // It is the only process of this home that a stack would know.
    stop: () => stopStack(home),
  };
}
