/** OpenAPI documents: what every one of ours keeps, and what breaks a client between two versions of one. */
export { breakingChanges } from './breaking-changes.ts';
export type { ApiDocument, Content, Operation, Parameter, Response, Schema } from './document.ts';
export { documentFaults } from './lint.ts';
