/** Light, dark or as the system; roomy or compact. */
import { useEffect, useState } from 'react';
import { sentenceCase } from '../cells/row-text.ts';
import { Icon } from '../design/icon.tsx';
import { Popover } from '../design/overlay.tsx';
import {
  type Appearance,
  applyAppearance,
  DENSITIES,
  keepAppearance,
  printInLight,
  readAppearance,
  THEMES,
} from './appearance.ts';

export function AppearanceMenu() {
  const [chosen, setChosen] = useState<Appearance>(readAppearance);
  useEffect(() => {
    const system = globalThis.matchMedia('(prefers-color-scheme: dark)');
    const follow = () => applyAppearance(readAppearance());
    system.addEventListener('change', follow);
    return () => system.removeEventListener('change', follow);
  }, []);
  useEffect(printInLight, []);
  const choose = (change: Partial<Appearance>) => {
    const next = { ...chosen, ...change };
    setChosen(next);
    keepAppearance(next);
  };
  return (
    <Popover
      label={
        <>
          <Icon name="appearance" />
          Appearance
        </>
      }
      className="button button-quiet"
    >
      <div className="stack">
        <fieldset className="segmented">
          <legend className="visually-hidden">Theme</legend>
          {THEMES.map((theme) => (
            <button
              key={theme}
              type="button"
              className="button"
              aria-pressed={chosen.theme === theme}
              onClick={() => choose({ theme })}
            >
              {sentenceCase(theme)}
            </button>
          ))}
        </fieldset>
        <fieldset className="segmented">
          <legend className="visually-hidden">Density</legend>
          {DENSITIES.map((density) => (
            <button
              key={density}
              type="button"
              className="button"
              aria-pressed={chosen.density === density}
              onClick={() => choose({ density })}
            >
              {sentenceCase(density)}
            </button>
          ))}
        </fieldset>
      </div>
    </Popover>
  );
}
