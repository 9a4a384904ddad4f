/** Light or dark, roomy or compact: kept in this browser, and applied before the first paint. */
export const THEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['roomy', 'compact'] as const;
export type Appearance = { theme: (typeof THEMES)[number]; density: (typeof DENSITIES)[number] };

const KEY = 'rapport.appearance';
const systemIsDark = () => globalThis.matchMedia('(prefers-color-scheme: dark)').matches;

/** What was chosen in this browser before; system and roomy where nothing was, or storage is refused. */
export function readAppearance(): Appearance {
  try {
    const kept: Partial<Appearance> = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return {
      theme: THEMES.find((theme) => theme === kept.theme) ?? 'system',
      density: DENSITIES.find((density) => density === kept.density) ?? 'roomy',
    };
  } catch {
    return { theme: 'system', density: 'roomy' };
  }
}

/** Puts it on the document; charts read their colours from there and draw anew on `rapport:appearance`. */
export function applyAppearance({ theme, density }: Appearance): void {
  const isDark = theme === 'dark' || (theme === 'system' && systemIsDark());
  const { dataset } = document.documentElement;
  const before = dataset['theme'];
  dataset['theme'] = isDark ? 'dark' : 'light';
  dataset['density'] = density;
  if (before !== dataset['theme']) globalThis.dispatchEvent(new Event('rapport:appearance'));
}

export function keepAppearance(appearance: Appearance): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance));
  } catch {
    // A browser that keeps nothing still shows what was chosen, until the page is closed.
  }
  applyAppearance(appearance);
}

/** Paper is white whatever the screen is: charts are drawn anew for it, and again afterwards. Returns how to stop. */
export function printInLight(): () => void {
  const before = () => applyAppearance({ ...readAppearance(), theme: 'light' });
  const after = () => applyAppearance(readAppearance());
  globalThis.addEventListener('beforeprint', before);
  globalThis.addEventListener('afterprint', after);
  return () => {
    globalThis.removeEventListener('beforeprint', before);
    globalThis.removeEventListener('afterprint', after);
  };
}
