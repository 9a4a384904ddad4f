import type { LineageEvent, ListedUnit } from '@rapport/metrics';
import { describe, expect, it } from 'vitest';
import { csvHead, csvLines, recountText, unitsTable } from './lineage-text.ts';

const names = { unit: ['pairing_id', 'side'], gives: ['success', 'stratum'] };
const event: LineageEvent = {
  ...{ event_id: 'e1', type: 'meeting.held', topic: 'mentorship.meeting.v1', partition: 3, offset: '12' },
  ...{ schema: { id: 4, version: 1 }, occurred_at: 'then', recorded_at: 'later', stored_at: 'now' },
  ...{ supersedes: null, superseded_by: 'e2' },
};
const unit: ListedUnit = {
  ...{ unit: { pairing_id: '=p,1' }, at: null, state: 'counted' },
  gives: { success: 1, stratum: ['a', 'b'] },
};

describe('lineage as text', () => {
  it('is a line a unit in CSV, safe for spreadsheets, and with events a line an event', () => {
    expect(csvHead(names, false)).toBe('pairing_id,side,at,state,success,stratum\r');
    expect(csvLines([unit], names)).toEqual(['"\'=p,1",,,counted,1,"[""a"",""b""]"\r']);
    expect(csvLines([{ ...unit, events: [event, event] }], names)).toHaveLength(2);
    const [line = ''] = csvLines([{ ...unit, events: [event] }], names);
    expect(line).toMatch(/,e1,meeting\.held,mentorship\.meeting\.v1,3,12,4 \(v1\),then,later,,e2\r$/);
    expect(csvHead(names, true).split(',')).toHaveLength(6 + 10);
  });

  it('puts each unit’s events beneath it, and says what was left out', () => {
    const text = unitsTable([{ ...unit, events: [event], events_left_out: 7 }], names);
    expect(text).toContain('meeting.held');
    expect(text).toContain('… and 7 more');
  });

  it('says whether the units give the cell', () => {
    const units = { listed: 5, counted: 4, immature: 1 };
    const same = recountText({ units, estimate: { value: 0.5, n: 4, ci: null }, differs: [] });
    expect(same).toBe('5 units listed, 4 counted, 1 too young: value 0.5, n 4; the recount gives the cell');
    expect(recountText({ units, estimate: { value: 0.5, n: 4, ci: null }, differs: ['ci'] })).toContain(
      'differs in ci',
    );
  });
});
