import type { MetricDefinition } from '../../definition.ts';
import { surveyDimensions } from '../../dimensions.ts';
import { sentInvitations } from '../../samples/sent-invitations.ts';

export const metric: MetricDefinition = {
  id: 'survey-response-rate',
  reference: 'S1',
  version: 1,
  family: 'surveys',
  title: 'Survey response rate',
  question: 'What share of the invitations was answered?',
  formula:
    'invitations with a submitted response ÷ invitations sent, for invitations that are closed at as_of (closing date passed, or 30 days after sending where none is set)',
  unit: 'share',
  grain: 'one invitation',
  direction: 'higher is better',
  timeRefersTo: 'sending of the invitation',
  time: 'instant',
  dimensions: surveyDimensions,
  matures: true,
  people: 'person',
  sensitive: true,
  relations: ['fact_invitation'],
  estimator: { name: 'proportion' },
  sample: sentInvitations,
  caveats: [
    'Invitations of a wave that is still open are too young to count, answered or not.',
    'Invitations that bounced count as sent: the events do not tell.',
    'A high rate does not make those who stayed silent alike to those who answered.',
  ],
  changes: [{ version: 1, date: '2026-11-20', what: 'First definition.' }],
};
