/** What was kept: views under a name, subscriptions, frozen reports with their receipts, annotations. */
import { AnnotationsCard } from './annotations-card.tsx';
import { FrozenCard } from './frozen-card.tsx';
import { SubscriptionsCard } from './subscriptions-card.tsx';
import { ViewsCard } from './views-card.tsx';

export function ReportsPage() {
  return (
    <>
      <h1>Reports</h1>
      <ViewsCard />
      <SubscriptionsCard />
      <FrozenCard />
      <AnnotationsCard />
    </>
  );
}
