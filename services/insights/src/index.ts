/** The read API over the metric catalogue. */
export { createInsights, type InsightsDependencies } from './app.ts';
