/** By what the page's numbers are divided: kept in the address, offered only where the metric can be. */
import { dimensionText } from '../cells/row-text.ts';
import { useView } from '../view/use-view.ts';

type BreakdownProps = {
  dimensions: readonly string[];
  label?: string;
  /** What the page is divided by where the address says nothing: then it is always divided. */
  always?: string;
};

export function Breakdown({ dimensions, label = 'Divide by', always }: BreakdownProps) {
  const { view, change } = useView();
  const [chosen = always ?? ''] = view.groupBy;
  return (
    <label className="row breakdown">
      <span className="soft small">{label}</span>
      <select
        className="input"
        value={chosen}
        onChange={({ target: { value } }) => change({ groupBy: value === '' || value === always ? [] : [value] })}
      >
        {always === undefined ? <option value="">nothing</option> : null}
        {dimensions.map((dimension) => (
          <option key={dimension} value={dimension}>
            {dimensionText(dimension)}
          </option>
        ))}
        {chosen === '' || dimensions.includes(chosen) ? null : <option value={chosen}>{dimensionText(chosen)}</option>}
      </select>
    </label>
  );
}

/** What somebody's side of a pairing can be divided by. */
export const PEOPLE_DIMENSIONS = [
  'mentee_department',
  'mentee_level',
  'mentee_location',
  'mentee_gender',
  'mentee_cohort',
  'mentor_department',
  'mentor_level',
  'mentor_location',
  'mentor_gender',
] as const;
