/** File name patterns with `*` and `?`. */

/**
 * Whether a name fits a pattern; case does not count. In at most pattern × name steps: a pattern may come from anybody, and as a
 * regular expression a few dozen stars would take for ever.
 */
export function matchesGlob(pattern: string, fileName: string): boolean {
  const [wanted, name] = [[...pattern.toLowerCase()], [...fileName.toLowerCase()]];
  let [at, place] = [0, 0];
  // Where the last star stands, and how much of the name it has taken so far.
  let star: { at: number; place: number } | undefined;
  while (place < name.length) {
    if (wanted[at] === '*') {
      star = { at, place };
      at += 1;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === name[place])) {
      at += 1;
      place += 1;
    } else if (star !== undefined) {
      star = { at: star.at, place: star.place + 1 };
      at = star.at + 1;
      place = star.place;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((one) => one === '*');
}
