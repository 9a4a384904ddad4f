import { describe, expect, it } from 'vitest';
import { table } from './table.ts';

describe('table', () => {
  it('pads text to the left and numbers to the right', () => {
    expect(
      table(
        ['metric', 'n'],
        [
          ['meetings', '7'],
          ['nps', '1,204'],
        ],
      ),
    ).toBe('metric        n\n────────  ─────\nmeetings      7\nnps       1,204');
  });

  it('treats a dash as a missing number', () => {
    expect(table(['n'], [['10'], ['–']])).toBe(' n\n──\n10\n –');
  });

  it('keeps its header when there are no rows', () => {
    expect(table(['a', 'b'], [])).toBe('a  b\n─  ─');
  });
});
