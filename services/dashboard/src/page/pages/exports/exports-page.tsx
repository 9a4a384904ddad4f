/** Exports: files of answers and of rows, each with its manifest, and feeds of events. */
import { useScope } from '../../view/use-scope.ts';
import { FeedCard } from './feed-card.tsx';
import { JobsCard } from './jobs-card.tsx';
import { ManifestPanel } from './manifest-panel.tsx';
import { OrderForm } from './order-form.tsx';
import '../data-pages.css';

export function ExportsPage() {
  const { view, change } = useScope();
  const { manifest } = view.own;
  return (
    <>
      <h1>Exports</h1>
      <OrderForm />
      <JobsCard />
      <FeedCard />
      {manifest === undefined ? null : (
        <ManifestPanel id={manifest} onClose={() => change({ own: { manifest: undefined } })} />
      )}
    </>
  );
}
