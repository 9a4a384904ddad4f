/** What a metric is made of at all: relations, streams, topics, schemas and event types. About no cell, and nobody. */
import { streams as allStreams, type StreamName, topicOf } from '@rapport/events';
import { streamsOf } from '../diff/knowledge.ts';
import { relationsRead } from '../relations-read.ts';
import type { MetricQuery } from '../request.ts';
import { type LineageEvent, onlySchema } from './event-row.ts';
import { NO_TIMES } from './stored-events.ts';

export type LineageSource = { topic: string; schema: LineageEvent['schema']; types: string[] };

export type LineageSources = { relations: string[]; streams: LineageSource[] };

/** The streams that a query's units are folded from; of what is read from the log's receipts, all. */
export function streamsRead(query: MetricQuery): StreamName[] {
  const read = streamsOf(query, NO_TIMES);
  const isOfRecords = query.metric.relations.includes('event_receipts') || query.metric.id === 'corrections';
  return read.length === 0 && isOfRecords ? allStreams.map(({ name }) => name) : read;
}

/** The sources of a query. `topicPrefix` is the installation's. */
export function lineageSources(query: MetricQuery, topicPrefix = ''): LineageSources {
  const read = new Set(streamsRead(query));
  const streams = allStreams
    .filter(({ name }) => read.has(name))
    .map(({ name, types }) => ({ topic: topicOf(name, topicPrefix), schema: onlySchema(name), types: [...types] }));
  return { relations: relationsRead(query), streams };
}
