import type { RunQuery } from '@rapport/attention';
import type { FastifyInstance } from 'fastify';
import type { EngineFor } from '../access/engines.ts';
import type { SampleLog } from '../releases/waiting-records.ts';
import { type Asking, createAsking } from '../subscriptions/asking.ts';
import { addAnnotationRoutes } from './annotation-routes.ts';
import type { Delivery } from './kept-subscription.ts';
import { addSubscriptionRoutes } from './subscription-routes.ts';
import { addViewRoutes, type WorkspaceRoutesDependencies } from './view-routes.ts';

type Dependencies = WorkspaceRoutesDependencies & {
  engineFor: EngineFor;
  loopback: boolean | undefined;
  sampleLog: SampleLog | undefined;
  settleSeconds: number | undefined;
  /** Where subscriptions are delivered to, given who asks for them; without it there are none. */
  delivery: ((asking: Asking) => Delivery) | undefined;
};

const SETTLE_SECONDS = 60;

/** Adds what people keep in the dashboard: views, annotations, subscriptions. */
export function addWorkspaceRoutes(app: FastifyInstance, dependencies: Dependencies): void {
  const { warehouse, settleSeconds = SETTLE_SECONDS, loopback = true, delivery } = dependencies;
  const query: RunQuery = (sql, params) => warehouse.query(sql, params);
  const asking = createAsking({ ...dependencies, query, settleSeconds, loopback });
  addViewRoutes(app, dependencies);
  addAnnotationRoutes(app, dependencies);
  addSubscriptionRoutes(app, { ...dependencies, asking, delivery: delivery?.(asking) });
}
