/** Above every page: that numbers about now would mislead because nothing was told for long, and the way out of it. */
import { Notice } from '../design/surfaces.tsx';
import { showDate } from '../view/period.ts';
import { useScope } from '../view/use-scope.ts';
import { afterLastEvent, isQuiet, toldUntil } from './starting-view.ts';

export function KnownUntil() {
  const { view, programme, change, isReleased } = useScope();
  const told = toldUntil(programme);
  if (!isReleased && told !== undefined && view.asOf === undefined && isQuiet(programme, Date.now())) {
    return (
      <Notice tone="warn">
        <span className="grow">
          Nothing has been told of {programme?.name ?? view.programme} since {showDate(told)}. Numbers about now count
          everybody as silent.
        </span>
        <button type="button" className="button" onClick={() => change({ asOf: afterLastEvent(programme) })}>
          Show as of {showDate(told)}
        </button>
      </Notice>
    );
  }
  if (view.programme !== 'simulated') return null;
  return (
    <p className="strip">
      <strong>Demonstration data</strong> Simulated; nobody in it is real.
    </p>
  );
}
