/** Colours of the present theme, as the stylesheet has them: charts and page cannot differ. */
export type Colours = {
  readonly text: string;
  readonly soft: string;
  readonly line: string;
  readonly surface: string;
  readonly sunken: string;
  /** Told apart in the common forms of colour blindness, and never told apart by colour alone. */
  readonly series: readonly string[];
};

/** As the stylesheet has it: texts in a chart are measured before they are drawn, so that it must be said. */
export const FONT = '"Inter Variable", "Segoe UI", system-ui, sans-serif';

/** Colours on the screen now; on a server or in a test, those given. */
export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: of('text'),
    soft: of('text-soft'),
    line: of('line'),
    surface: of('surface'),
    sunken: of('sunken'),
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((place) => of(`series-${place}`)),
  };
}

const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [2, 2], [12, 4], [6, 2, 2, 2, 2, 2], [1, 3]] as const;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow', 'roundRect', 'circle'] as const;

/** How the series at a place is drawn: colour, dash and mark, so that any one of them tells it. */
export const lookOf = (colours: Colours, place: number) => ({
  color: colours.series[place % colours.series.length] ?? colours.text,
  dash: DASHES[place % DASHES.length] ?? 'solid',
  symbol: SYMBOLS[place % SYMBOLS.length] ?? 'circle',
});
