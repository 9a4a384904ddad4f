/** The page's question without what somebody else decides when it is asked again. */
import type { Question } from '../view/question.ts';

/** A subscription has a period of its own, and its answer the moment of its delivery. */
export function subscribedQuestion(question: Question): Question {
  const { from: _from, to: _to, as_of: _asOf, known_at: _knownAt, ...rest } = question;
  return rest;
}

/** All questions of a frozen report share its moments. */
export function frozenQuestion(question: Question): Question {
  const { as_of: _asOf, known_at: _knownAt, ...rest } = question;
  return rest;
}
