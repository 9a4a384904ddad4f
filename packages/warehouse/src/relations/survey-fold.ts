import type { Bounds } from './bounds.ts';
import { effectiveEvents } from './effective-events.ts';

/** Invitations: the last word about each, and when it was first sent. */
export function invitationFold(bounds: Bounds): string {
  return `(
  SELECT
    the_programme AS programme_id,
    the_invitation AS invitation_id,
    min(occurred_at) AS sent_at,
    argMax(ifNull(instrument_id, ''), order_key) AS the_instrument,
    argMax(ifNull(instrument_version, 0), order_key) AS the_version,
    argMax(ifNull(participant_id, ''), order_key) AS the_participant,
    argMax(ifNull(pairing_id, ''), order_key) AS the_pairing,
    argMax(toString(ifNull(side, '')), order_key) AS the_side,
    argMax(toString(ifNull(wave, '')), order_key) AS the_wave,
    argMax((closes_at,), order_key).1 AS closing_at
  FROM (
    SELECT *, assumeNotNull(invitation_id) AS the_invitation, toLowCardinality(ifNull(toString(programme_id), '')) AS the_programme
    FROM ${effectiveEvents('survey', bounds)}
    WHERE type = 'invitation_sent' AND isNotNull(invitation_id)
  )
  GROUP BY the_programme, the_invitation
)`;
}

/** Responses: the content as last submitted, the time of the first submission. */
export function responseFold(bounds: Bounds): string {
  return `(
  SELECT
    the_programme AS programme_id,
    the_response AS response_id,
    min(occurred_at) AS submitted_at,
    argMax(ifNull(invitation_id, ''), order_key) AS the_invitation,
    argMax(ifNull(instrument_id, ''), order_key) AS the_instrument,
    argMax(ifNull(instrument_version, 0), order_key) AS the_version,
    argMax(ifNull(participant_id, ''), order_key) AS the_participant,
    argMax(ifNull(pairing_id, ''), order_key) AS the_pairing,
    argMax(toString(ifNull(side, '')), order_key) AS the_side,
    argMax(toString(ifNull(wave, '')), order_key) AS the_wave,
    argMax(answers, order_key) AS the_answers
  FROM (
    SELECT *, assumeNotNull(response_id) AS the_response, toLowCardinality(ifNull(toString(programme_id), '')) AS the_programme
    FROM ${effectiveEvents('survey', bounds)}
    WHERE type = 'response_submitted' AND isNotNull(response_id)
  )
  GROUP BY the_programme, the_response
)`;
}

/** The first response to each invitation. */
export function firstResponseFold(bounds: Bounds): string {
  return `(
  SELECT programme_id, the_invitation AS invitation_id,
    toNullable(min(r.submitted_at)) AS submitted_at, argMin(r.response_id, (r.submitted_at, r.response_id)) AS response_id
  FROM ${responseFold(bounds)} AS r
  WHERE the_invitation != ''
  GROUP BY programme_id, the_invitation
)`;
}

/** The questions of published instruments, one row each. A published version never changes: the first publication holds. */
export function itemFold(bounds: Bounds): string {
  return `(
  SELECT the_instrument, the_version, item.1 AS item_id, item.2 AS measure,
    toNullable(item.3) AS scale_min, toNullable(item.4) AS scale_max, item.5 AS reverse
  FROM (
    SELECT ifNull(instrument_id, '') AS the_instrument, ifNull(instrument_version, 0) AS the_version,
      argMin(items, order_key) AS questions
    FROM ${effectiveEvents('survey', bounds)}
    WHERE type = 'instrument_published'
    GROUP BY the_instrument, the_version
  )
  ARRAY JOIN questions AS item
)`;
}
