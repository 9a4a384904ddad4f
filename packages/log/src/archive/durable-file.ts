/** Files that are there whole or not at all, whatever dies: written beside, synced, renamed, the folder synced. */
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Name of a file that is still being written. */
export const partial = (path: string): string => `${path}.partial`;

/** Gives a file that was written under another name its own, once it is surely on the disk. */
export async function publish(written: string, path: string): Promise<void> {
  const file = await open(written, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(written, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

export async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(partial(path), 'w');
  try {
    await file.writeFile(text);
  } finally {
    await file.close();
  }
  await publish(partial(path), path);
}
