import { expect, it } from 'vitest';
import { feedCommand, jobTitle } from './job-text.ts';

it('says what a file is about', () => {
  const question = { metric: 'nps', programme: 'north', grain: 'month', group_by: ['mentee_department'] };
  expect(jobTitle({ kind: 'metric', query: question })).toBe('nps of north, by month and mentee department');
  expect(jobTitle({ kind: 'metric', query: { metric: 'nps' } })).toBe('nps');
  expect(jobTitle({ kind: 'rows', query: { rows: 'pairings' } })).toBe('rows: pairings');
});

it('goes on with a feed where the last call ended', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
  const address = '"http://here/v1/feed/meeting?wait=20${since:+&since=$since}';
  expect(feedCommand('meeting', 'http://here')).toContain(address);
});
