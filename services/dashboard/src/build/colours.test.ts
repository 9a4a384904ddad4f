import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { heatColour } from '../page/pages/retention/grid.ts';

type Rgb = readonly [number, number, number];

const READABLE = 4.5;
const css = readFileSync(new URL('../page/design/tokens.css', import.meta.url), 'utf8');

function rgbOf(value: string): Rgb {
  const parts = value.startsWith('#')
    ? [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16))
    : value.split(' ').map(Number);
  const [red = Number.NaN, green = Number.NaN, blue = Number.NaN] = parts;
  return [red, green, blue];
}

/** The colours of a theme by the names of their variables. */
function colours(selector: string): (name: string) => Rgb {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  return (name) => {
    const value = new RegExp(`--${name}: ([^;]+);`).exec(block)?.[1];
    if (value === undefined) throw new Error(`${selector} has no --${name}`);
    return rgbOf(value);
  };
}

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(rgb: Rgb): number {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
function over(ground: Rgb, colour: Rgb, share: number): Rgb {
  const mixed = ground.map((part, at) => part + ((colour[at] ?? 0) - part) * share);
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0];
}

describe.each([
  ['light', colours(':root')],
  ['dark', colours(':root[data-theme="dark"]')],
])('the %s theme', (_, colour) => {
  it.each([
    ['text', ['ground', 'surface', 'raised', 'sunken']],
    ['text-soft', ['ground', 'surface', 'raised', 'sunken']],
    ['accent', ['ground', 'surface', 'raised', 'accent-soft']],
    ['on-accent', ['accent']],
    ['better', ['surface', 'better-soft']],
    ['worse', ['surface', 'bad-soft']],
    ['warn', ['surface', 'warn-soft']],
  ])('lets %s be read on its grounds', (ink, grounds) => {
    for (const ground of grounds) {
      expect(contrast(colour(ink), colour(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(READABLE);
    }
  });

  it('lets the number of a cell of the cohort grid be read whatever it is', () => {
    for (let step = 0; step <= 100; step += 1) {
      const alpha = Number(/\/ ([\d.]+)\)$/.exec(heatColour(step / 100))?.[1]);
      const ground = over(colour('surface'), colour('heat'), alpha);
      expect(contrast(colour('text'), ground), `shade ${step / 100}`).toBeGreaterThanOrEqual(READABLE);
    }
  });
});
