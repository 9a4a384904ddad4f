/** A moment as it stands on a page: how long ago, and on hover and to screen readers exactly when. */
import { useEffect, useState } from 'react';
import { agoText, instantText } from '../view/time-text.ts';

const TICK_MS = 5_000;

/** The time, told anew every few seconds. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** `nothing` is said where there is no such moment. */
export function Ago({ at, zone, nothing = '–' }: { at: string | null; zone: string; nothing?: string }) {
  const now = useNow();
  if (at === null) return <span className="soft">{nothing}</span>;
  return (
    <time dateTime={at} title={`${instantText(at, zone)} (${zone})`}>
      {agoText(at, now)}
    </time>
  );
}
