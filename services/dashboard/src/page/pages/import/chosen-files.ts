/** Files that somebody chose: read as bytes, so that any encoding arrives as it is. They stay in this window. */

export type ChosenFile = { readonly name: string; readonly size: number; readonly base64: string };

/** The largest request that ingest takes, less what JSON and the mapping need. */
export const MOST_BYTES = 3_600_000;

/** Bytes as base64, in pieces that fit the call stack. */
export function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 32_768) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  }
  return btoa(pieces.join(''));
}

export async function readFile(file: File): Promise<ChosenFile> {
  return { name: file.name, size: file.size, base64: base64Of(new Uint8Array(await file.arrayBuffer())) };
}

/** The files with others added; one of the same name takes the place of the earlier one. */
export function withFiles(files: readonly ChosenFile[], added: readonly ChosenFile[]): readonly ChosenFile[] {
  const names = new Set(added.map(({ name }) => name));
  return [...files.filter(({ name }) => !names.has(name)), ...added];
}

export const sizeOf = (files: readonly ChosenFile[]): number => files.reduce((sum, { size }) => sum + size, 0);
export const forApi = (files: readonly ChosenFile[]) => files.map(({ name, base64 }) => ({ name, base64 }));
