/** Of which wider metrics samples leave units out for what people did or did not do. */
import type { LeavingOut } from '../definition.ts';

// Compared as texts: a comparison of a column of few values is itself one, which the engine cannot always join with other conditions.
// Ids of people and pairings are texts, or numbers that stand for them.
const aboutPairing = "toString(pairing_id) NOT IN ('', '0')";
const instrument = ['instrument_id', 'instrument_version'] as const;

/** Who was asked and did not answer, of questionnaires that ask it. */
export const silent: LeavingOut = {
  of: 'survey-response-rate',
  by: ['programme_id', 'response_id'],
  within: instrument,
};

/** The same of those who were asked about a pairing. */
export const silentAboutPairing: LeavingOut = { ...silent, only: aboutPairing };

const silentSide = (side: string): LeavingOut => {
  const by = ['programme_id', 'pairing_id', ...instrument, 'wave'];
  return {
    of: 'survey-response-rate',
    by,
    within: instrument,
    only: `CAST(side, 'String') = '${side}' AND ${aboutPairing}`,
  };
};

/** Pairings of which one side or the other was asked and did not answer. */
export const silentSides: readonly LeavingOut[] = [silentSide('mentor'), silentSide('mentee')];

const pairing = ['programme_id', 'pairing_id'] as const;

/** Pairings that have not ended. */
export const unended: LeavingOut = { of: 'pairings', by: pairing };

/** Pairings that have ended, of all that ever started. Of single periods one is about starts and the other about their ends. */
export const endedBefore: LeavingOut = { of: 'pairings', by: pairing, onlyOverAllTime: true };

/** Pairings that ended in their first 90 days. */
export const endedSoon: LeavingOut = { of: 'pairings', by: pairing };

/** Pairings that ended after their first 90 days. */
export const endedLater: LeavingOut = { of: 'dose-response', by: pairing, onlyOverAllTime: true };

/** Ends that are none of these: completed ones, or those of an unknown side. */
export const endedOtherwise: LeavingOut = { of: 'pairings-ended', by: pairing };

/** Pairings with an agreed end that did not end early. */
export const notEndedEarly: LeavingOut = { of: 'premature-closure', by: pairing };

/** Early ends of an unknown side. */
export const endedByNobodyKnown: LeavingOut = { of: 'closure-sides', by: pairing };

/** Open pairings that are none of these: paused ones. */
export const openOtherwise: LeavingOut = { of: 'open-pairs', by: pairing };

const personThere = ['programme_id', 'side', 'participant_id'] as const;

/** People who are enrolled, and have a pairing, or none: whichever this one is not about. */
export const enrolledOtherwise: LeavingOut = { of: 'enrolled', by: personThere };

/** The same of one side. */
export const enrolledOtherwiseAs = (side: 'mentor' | 'mentee'): LeavingOut => {
  return { ...enrolledOtherwise, only: `CAST(side, 'String') = '${side}'` };
};

/** People in a pairing without a record of employment then. */
export const unemployed: LeavingOut = { of: 'hr-link-rate', by: personThere };

/** Goals that were not missed. */
export const goalsNotMissed: LeavingOut = { of: 'goals-set', by: ['programme_id', 'goal_id'] };

/** Scales of which some questions were left out. */
export const unfinishedScales: LeavingOut = { of: 'scale-score', by: ['programme_id', 'response_id', 'measure'] };

/** Premature ends that no alert came before. */
export const unannounced: LeavingOut = { of: 'alert-recall', by: pairing };
