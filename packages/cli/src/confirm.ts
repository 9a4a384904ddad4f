/** Asking before something is done to many. */
import { createInterface } from 'node:readline/promises';

type Ends = { input: NodeJS.ReadStream; output: NodeJS.WriteStream };

/** True when somebody at a terminal says yes, or when there is no terminal to ask at: a script has said what it wants. */
export async function confirm(
  question: string,
  { input, output }: Ends = { input: process.stdin, output: process.stderr },
): Promise<boolean> {
  if (!input.isTTY || !output.isTTY) return true;
  const lines = createInterface({ input, output });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
