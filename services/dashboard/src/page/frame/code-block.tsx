/** Text to be run or sent elsewhere, and copying it. */
import { usePageFacts } from './page-context.tsx';

/** Copies a text, and says whether that worked. */
export function useCopy(): (text: string, what: string) => Promise<void> {
  const { say } = usePageFacts();
  return async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      say(`${what} copied`);
    } catch {
      say(`The browser did not let ${what.toLowerCase()} be copied`);
    }
  };
}

export function CodeBlock({ title, text }: { title: string; text: string }) {
  const copy = useCopy();
  return (
    <div className="stack-tight">
      <div className="row-between">
        <h3>{title}</h3>
        <button type="button" className="button small" onClick={() => void copy(text, title)}>
          Copy
        </button>
      </div>
      <section aria-label={title}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keys */}
        <pre tabIndex={0}>{text}</pre>
      </section>
    </div>
  );
}
