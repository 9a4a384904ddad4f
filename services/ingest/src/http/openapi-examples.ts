/** Examples of the API description; a test posts them and compares the answers. */

export const exampleEvent = {
  event_id: '0190d0f0-7a5e-7c4e-9f6a-3b1c2d4e5f60',
  type: 'meeting.held',
  occurred_at: '2026-03-02T16:30:00+01:00',
  source: 'calendar',
  programme_id: 'engineering-2026',
  meeting_id: 'm-1001',
  pairing_id: 'pair-17',
  duration_minutes: 45,
  mode: 'video',
};

export const exampleBatch = {
  events: [
    exampleEvent,
    {
      event_id: '0190d0f0-7a5e-7c4e-9f6a-3b1c2d4e5f61',
      type: 'pairing.ended_early',
      occurred_at: '2026-03-03T09:00:00Z',
      source: 'calendar',
      programme_id: 'engineering-2026',
      side: 'mentee',
      reason: 'no_time',
    },
  ],
};

export const exampleResults = {
  accepted: 1,
  rejected: 1,
  results: [
    { index: 0, status: 'accepted', event_id: '0190d0f0-7a5e-7c4e-9f6a-3b1c2d4e5f60' },
    {
      index: 1,
      status: 'rejected',
      event_id: '0190d0f0-7a5e-7c4e-9f6a-3b1c2d4e5f61',
      errors: [{ pointer: '/events/1/pairing_id', code: 'MISSING', message: 'is required' }],
    },
  ],
};

export const exampleCloudEvent = {
  specversion: '1.0',
  id: 'hr-48112',
  source: '/hr/pairings',
  type: 'org.example.mentorship.pairing.activated.v1',
  time: '2026-01-12T08:00:00Z',
  data: { programme_id: 'engineering-2026', pairing_id: 'pair-17', mentor_id: 'p-3', mentee_id: 'p-8' },
};

export const exampleProblem = {
  type: 'urn:rapport:problem:event-invalid',
  title: 'The event breaks the contract',
  status: 422,
  detail: 'pairing_id is required',
  code: 'EVENT_INVALID',
  errors: [{ pointer: '/pairing_id', code: 'MISSING', message: 'is required' }],
  instance: '/v1/events',
  trace_id: 'req-1',
};

const pairs = [
  'pair,mentor,mentee,start,end,why',
  'p-1,m-3,e-8,2026-01-12,,',
  'p-2,m-3,e-9,2026-01-14,2026-03-30,moved',
  'p-3,m-5,e-2,2026-31-01,,',
];
const pairMapping = `version: 1
source: hr-sheet
time_zone: Europe/Berlin
constants:
  programme_id: engineering-2026
files:
  - match: pairs*.csv
    events:
      - type: pairing.activated
        key: pair/{pair}/activated
        occurred_at: start
        fields: { pairing_id: pair, mentor_id: mentor, mentee_id: mentee }
      - type: pairing.ended_early
        when: end
        key: pair/{pair}/ended
        occurred_at: end
        fields: { pairing_id: pair, reason: why }
`;

/** Three pairs, of which the last has no date that there is. */
export const exampleImport = { mapping: pairMapping, files: [{ name: 'pairs.csv', text: `${pairs.join('\n')}\n` }] };
