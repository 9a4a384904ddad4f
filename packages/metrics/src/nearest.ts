function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const replaced = (previous[j] ?? 0) + (letter === other ? 0 : 1);
      row.push(Math.min((row[j] ?? 0) + 1, (previous[j + 1] ?? 0) + 1, replaced));
    }
    previous = row;
  }
  return previous.at(-1) ?? 0;
}

/** The candidate that `word` was probably meant to be, or undefined when none is near. Words are cut at 60 letters. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.slice(0, 60).toLowerCase().replaceAll(/[\s-]/g, '_');
  const scored = candidates.map((candidate) => {
    const spelled = candidate.replaceAll('-', '_');
    const off = spelled.includes(wanted) && wanted.length > 3 ? 1 : distance(wanted, spelled);
    return { candidate, off };
  });
  const [best] = scored.sort((a, b) => a.off - b.off || a.candidate.localeCompare(b.candidate));
  return best !== undefined && best.off <= Math.max(2, Math.floor(wanted.length / 3)) ? best.candidate : undefined;
}
