/** Keys that work everywhere but in fields: single ones, and two after each other (`g` then a page). */
import { useEffect, useRef } from 'react';

export type Shortcut = {
  /** `t`, `?`, `mod+k` (Ctrl or Command), or `g o`. */
  readonly keys: string;
  readonly what: string;
  run(): void;
};

const SEQUENCE_MS = 2_500;
const isField = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

/** Runs shortcuts while mounted. Keys with Ctrl, Alt or Command are left to the browser, but for `mod+…`. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const before = useRef<{ key: string; at: number } | undefined>(undefined);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isModified = event.ctrlKey || event.metaKey;
      if (event.altKey || event.defaultPrevented) return;
      if (isField(event.target) && !isModified) return;
      // Where something lies over the page, its own keys count.
      if (!isModified && document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
      const { current } = before;
      const lead = current !== undefined && event.timeStamp - current.at < SEQUENCE_MS ? `${current.key} ` : '';
      const keys = isModified ? `mod+${event.key.toLowerCase()}` : `${lead}${event.key}`;
      before.current = isModified || lead !== '' ? undefined : { key: event.key, at: event.timeStamp };
      const shortcut = shortcuts.find((one) => one.keys === keys) ?? shortcuts.find((one) => one.keys === event.key);
      if (shortcut === undefined || (isModified && shortcut.keys !== keys)) return;
      event.preventDefault();
      shortcut.run();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts]);
}
