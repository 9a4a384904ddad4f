/** Whether the window is as narrow as a phone: there some things are not smaller but other ones. */
import { useSyncExternalStore } from 'react';

const NARROW = '(max-width: 640px)';

function follow(onChange: () => void): () => void {
  const query = globalThis.matchMedia(NARROW);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

export const useNarrow = (): boolean => useSyncExternalStore(follow, () => globalThis.matchMedia(NARROW).matches);
