/** Whether something has come into sight: what is dear to ask and far down is asked for when somebody gets there. */
import { type RefObject, useEffect, useRef, useState } from 'react';

const NEARLY = '200px';

export function useSeen<T extends Element>(): { ref: RefObject<T | null>; isSeen: boolean } {
  const ref = useRef<T>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const place = ref.current;
    if (place === null || isSeen) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: NEARLY },
    );
    observer.observe(place);
    return () => observer.disconnect();
  }, [isSeen]);
  return { ref, isSeen };
}
