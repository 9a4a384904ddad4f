/** Cells that lead behind themselves: whatever is shown inside of `DrillFrom` says which question it answers. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { CellValue } from '../cells/cell.tsx';
import type { Row } from '../data/types.ts';
import { useView } from '../view/use-view.ts';
import { type DrillAsked, drillAddress } from './drill-address.ts';

const Asked = createContext<DrillAsked | undefined>(undefined);

/** `asked` is what the panel asks beside the view, as its series was asked for. */
export function DrillFrom({ asked, children }: { asked: DrillAsked; children: ReactNode }) {
  const text = JSON.stringify(asked);
  const kept = useMemo(() => JSON.parse(text) as DrillAsked, [text]);
  return <Asked.Provider value={kept}>{children}</Asked.Provider>;
}

/** Opens what is behind a cell of another question than the panel's. */
export function useDrill(): (asked: DrillAsked, row: Pick<Row, 'group' | 'bucket'>) => void {
  const { change } = useView();
  return (asked, row) => change({ own: { ...drillAddress(asked, row) } });
}

/** Opens the cell of a row of the question around; undefined where no question is known. */
export function useOpenRow(): ((row: Pick<Row, 'group' | 'bucket'>) => void) | undefined {
  const asked = useContext(Asked);
  const drill = useDrill();
  return asked === undefined ? undefined : (row) => drill(asked, row);
}

/** What opens the cell of a row; where no question is known it is only shown. Hidden cells open too: they say why. */
export function DrillButton({ row, children }: { row: Pick<Row, 'group' | 'bucket'>; children: ReactNode }) {
  const open = useOpenRow();
  if (open === undefined) return children;
  return (
    <button type="button" className="cell-button" onClick={() => open(row)}>
      {children}
      <span className="visually-hidden">: what it was made of</span>
    </button>
  );
}

/** A value that opens what it was made of. */
export function DrillValue({ row, unit }: { row: Row; unit: string }) {
  return (
    <DrillButton row={row}>
      <CellValue row={row} unit={unit} />
    </DrillButton>
  );
}
