import { expect, it } from 'vitest';
import { nameOfTitle } from './freeze-order.ts';

it.each([
  ['Board, third quarter', 'board-third-quarter'],
  ['  Über uns: 2026 ', 'uber-uns-2026'],
  ['報告', 'report'],
  [`${'x'.repeat(59)} y`, 'x'.repeat(59)],
])('names the report of the title %o', (title, name) => {
  expect(nameOfTitle(title)).toBe(name);
});
