/** What the page in the frame says of itself: the question that exports, SQL, curl and the command line are about. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Question } from '../view/question.ts';

type PageFacts = {
  /** The page's main question, for export and "as code". */
  question: Question | undefined;
  setQuestion(question: Question | undefined): void;
  /** A short word at the foot of the window: "Link copied". */
  toast: string | undefined;
  say(text: string): void;
};

const PageContext = createContext<PageFacts | undefined>(undefined);

export function PageProvider({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question>();
  const [toast, setToast] = useState<string>();
  const say = useCallback((text: string) => setToast(text), []);
  useEffect(() => {
    if (toast === undefined) return;
    const timer = setTimeout(() => setToast(undefined), 4_000);
    return () => clearTimeout(timer);
  }, [toast]);
  const facts = useMemo(() => ({ question, setQuestion, toast, say }), [question, toast, say]);
  return <PageContext.Provider value={facts}>{children}</PageContext.Provider>;
}

export function usePageFacts(): PageFacts {
  const facts = useContext(PageContext);
  if (facts === undefined) throw new Error('outside of the frame');
  return facts;
}

/** Says which question the page is about, for as long as the page is open. */
export function usePageQuestion(question: Question | undefined): void {
  const { setQuestion } = usePageFacts();
  const text = JSON.stringify(question);
  useEffect(() => {
    setQuestion(text === undefined ? undefined : (JSON.parse(text) as Question));
    return () => setQuestion(undefined);
  }, [text, setQuestion]);
}
