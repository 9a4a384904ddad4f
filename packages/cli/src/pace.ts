/** How fast a long step goes and how long it will take, from its last seconds: the start says little about the rest. */

const WINDOW_MS = 10_000;

/** Gives, for every report of progress, words such as `21,400/s, 2 min 5 s left`. `clock` gives milliseconds. */
export function createPace(clock: () => number = Date.now): (done: number, total: number) => string {
  const seen: { at: number; done: number }[] = [];

  return function pace(done, total) {
    const at = clock();
    seen.push({ at, done });
    while (seen.length > 2 && (seen[0]?.at ?? at) < at - WINDOW_MS) seen.shift();
    const first = seen[0] ?? { at, done };
    const rate = at === first.at ? 0 : ((done - first.done) * 1_000) / (at - first.at);
    if (rate <= 0) return '';
    return `${Math.round(rate).toLocaleString('en')}/s, ${span((total - done) / rate)} left`;
  };
}

function span(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
