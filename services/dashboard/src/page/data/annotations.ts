/** What happened in the programme that is no event of a pairing: holidays, trainings, a change of rules. Shown on every trend. */
import type { Annotation } from '../charts/trend-option.ts';

const NONE: readonly Annotation[] = [];

export const useAnnotations = (): readonly Annotation[] => NONE;
