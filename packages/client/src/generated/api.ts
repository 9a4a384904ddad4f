// Made from services/insights/openapi.json by generate.ts. `vitest run --project unit packages/client -u` writes it anew.
export interface paths {
    "/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The events on Kafka, as AsyncAPI 3.0 */
        get: operations["getAsyncapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dictionary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every metric with all that is said about it, as a page */
        get: operations["getDictionaryPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process lives */
        get: operations["getHealthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Prometheus metrics */
        get: operations["getMetricsText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it needs answers (200) or does not (503) */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/access-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asked what, how many cells they saw and how many were hidden; for administrators
         * @description A line is there about a second after its answer.
         */
        get: operations["getAccessLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert */
        get: operations["getAlertsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Somebody takes it on
         * @description The same request with the same Idempotency-Key is the same deed, however often it comes.
         */
        post: operations["postAlertsIdAcknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * It is over, and how
         * @description The same request with the same Idempotency-Key is the same deed, however often it comes.
         */
        post: operations["postAlertsIdResolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Nobody wants to see it until then
         * @description The same request with the same Idempotency-Key is the same deed, however often it comes.
         */
        post: operations["postAlertsIdSnooze"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Annotations of a programme and of all programmes: holidays, trainings, changes */
        get: operations["getAnnotations"];
        put?: never;
        /**
         * Adds an annotation
         * @description Answered when it is on the log; the list has it a moment later. Texts are about programmes and never about people.
         */
        post: operations["postAnnotations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/annotations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Removes an annotation */
        delete: operations["deleteAnnotationsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/asyncapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events on Kafka, as an AsyncAPI 3.0 document
         * @description Channels are topics, messages are event types, payloads are Avro schemas.
         */
        get: operations["getAsyncapiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Pairings that may need somebody: why, since when, and who is on it */
        get: operations["getAttention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/attention/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules, their conditions and versions */
        get: operations["getAttentionRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/dictionary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every metric with all that is said about it */
        get: operations["getDictionary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What can happen: every event type, its fields, a sample, and the schema it is written with
         * @description Made from the rules that check events, so that it says what is accepted.
         */
        get: operations["getEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types/{stream}/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The Avro schema of a stream, as a file */
        get: operations["getEventTypesStreamSchema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event: where it lies on the log, what it corrects, and what it feeds
         * @description Administrators get all of it. Programme leads get events of pairings, meetings and goals of their programmes, as the timeline shows them.
         */
        get: operations["getEventsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your exports, the newest first */
        get: operations["getExports"];
        put?: never;
        /**
         * Asks for a file: the answer to a question, or rows
         * @description Answered with 202 and the address of a job, which is done when the whole file is written and checked. Whoever accepts the media type of the format gets a small file at once. Rows are anonymous (combinations of at least 10 people on each side, two values of what is sensitive) but for administrators.
         */
        post: operations["postExports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far an export is */
        get: operations["getExportsId"];
        put?: never;
        post?: never;
        /** Stops an export, or throws its file away */
        delete: operations["deleteExportsId"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of a finished export
         * @description With its length, and its SHA-256 in Content-Digest: a file that was cut off is neither.
         */
        get: operations["getExportsIdFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{id}/manifest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a finished export is: query, times, rows, digest, columns, definitions, protection */
        get: operations["getExportsIdManifest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/feed/{stream}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The events of a stream from a position on
         * @description Every event that counts comes once, also when the reader or the projector is stopped and goes on; an event comes again only if an older copy of it took its place. Corrections (supersedes) and voids are events. Keep meta.next when you have kept the events.
         */
        get: operations["getFeedStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/freshness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the warehouse has read each topic */
        get: operations["getFreshness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/frozen-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports that were frozen at fixed times, the newest first */
        get: operations["getFrozenReports"];
        put?: never;
        /**
         * Answers questions at fixed times and keeps the answers with their digest
         * @description For analysts and administrators. Small groups are hidden as in every answer to the caller. Whoever is answered from releases freezes the latest one.
         */
        post: operations["postFrozenReports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/frozen-reports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A frozen report: its questions and answers as they were */
        get: operations["getFrozenReportsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/frozen-reports/{id}/reissue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same questions at the same times, answered again: are the bytes the same, and if not, why? */
        get: operations["getFrozenReportsIdReissue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the log reaches and how far it is stored, what was set aside, and what is being rebuilt
         * @description For those who run the pipeline: admin, data, and the demo.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who asks: role, name and programmes of the token */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The metric catalogue */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One metric: what it means and what it can be sliced by */
        get: operations["getMetricsId"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/{id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A change receipt: the same question at two moments of knowledge
         * @description Which rows changed, and how many events of which type and class changed them. A suppressed row shows no change; where one is, events are not counted. Single events are never listed here.
         */
        get: operations["getMetricsIdDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What stands behind an answer: its SQL, the rows that reads, and each cell’s formula in numbers
         * @description Parameters are those of the series. A suppressed cell is not explained.
         */
        get: operations["getMetricsIdExplain"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/{id}/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a cell was made of: its units and their events, as far as the caller may see
         * @description Administrators get units and events, page by page, and pages never shift. On a machine without tokens: how many events of which type, where each is about enough people. Tokens whose answers come from releases: topics, schemas and types.
         */
        get: operations["getMetricsIdLineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/{id}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A metric’s values, by time bucket and group, with intervals
         * @description Filters are f.<dimension>=a,b (a leading ! excludes). Cells about fewer than 5 people are suppressed.
         */
        get: operations["getMetricsIdSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/{id}/triangle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cohorts by the time since their start
         * @description For metrics of time to event and shares at a horizon.
         */
        get: operations["getMetricsIdTriangle"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The change log of a metric’s definition, oldest first */
        get: operations["getMetricsIdVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pairings/{id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to one pairing, for those who run its programme
         * @description Its own events, its meetings and goals. Ratings, assessments and surveys are no part of it: what one person says of another is not for who runs the programme. A pairing of another programme is one that nobody has.
         */
        get: operations["getPairingsIdTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/programmes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Programmes that have events */
        get: operations["getProgrammes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Up to 20 questions at once, each with its own answer or problem
         * @description Answers come in the order of the questions. Fields are named like the parameters of a series.
         */
        post: operations["postQuery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Instants as of which analysts, leads and data teams are answered, the newest first
         * @description The first is the one that answers are of now. At most 1000.
         */
        get: operations["getReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Subscriptions of the caller, the newest first; administrators see all, without addresses */
        get: operations["getSubscriptions"];
        put?: never;
        /**
         * Subscribes to an answer: each whole week or month, as soon as its data are complete
         * @description Answered as the token would be at the time of delivery: a token that has ended gets nothing. The secret that signs what is posted to a webhook is shown here and never again. Where it is delivered to stands in no event.
         */
        post: operations["postSubscriptions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One subscription, and what became of its last delivery */
        get: operations["getSubscriptionsId"];
        put?: never;
        post?: never;
        /** Ends a subscription and forgets where it was delivered to */
        delete: operations["deleteSubscriptionsId"];
        options?: never;
        head?: never;
        /**
         * Gives a subscription another name, day or address; for its owner
         * @description What is left out stays as it is; null takes a day away. What it asks and how often cannot be changed: order another one. A webhook at a new address gets a new secret, shown here and never again.
         */
        patch: operations["patchSubscriptionsId"];
        trace?: never;
    };
    "/v1/subscriptions/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of the deliveries of a subscription, the newest first: the last 500 words on them */
        get: operations["getSubscriptionsIdDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/deliveries/{period}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The numbers that were delivered about a period, as they were sent
         * @description Answers of more than 250,000 characters are not kept: their deliveries say has_answer false.
         */
        get: operations["getSubscriptionsIdDeliveriesPeriod"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The HTML mail that would be delivered about the latest period, as it would be sent */
        get: operations["getSubscriptionsIdMail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/subscriptions/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would be delivered about the latest period, and whether it would be yet */
        post: operations["postSubscriptionsIdPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Saved views: the caller’s own, and those shared with them, the newest first */
        get: operations["getViews"];
        put?: never;
        /**
         * Saves a view of a page
         * @description Answered when it is on the log; the list has it a moment later. Titles are about programmes and never about people.
         */
        post: operations["postViews"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One saved view */
        get: operations["getViewsId"];
        put?: never;
        post?: never;
        /** Removes a saved view */
        delete: operations["deleteViewsId"];
        options?: never;
        head?: never;
        /** Gives a saved view another name, shares it or keeps it to oneself; for its owner */
        patch: operations["patchViewsId"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457 problem */
        Problem: {
            code: string;
            detail: string;
            errors?: {
                code?: string;
                message: string;
                parameter?: string;
                pointer?: string;
            }[];
            instance?: string;
            status: number;
            title: string;
            trace_id?: string;
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getAsyncapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events on Kafka, as AsyncAPI 3.0 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getDictionaryPage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The process lives */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getMetricsText: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    getOpenapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getReadyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What it needs answers (200) or does not (503) */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description What it needs answers (200) or does not (503) */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
        };
    };
    getAccessLog: {
        parameters: {
            query?: {
                /** @description How many lines, the newest first (default 100, at most 1000) */
                limit?: string;
                /** @description Only where this metric was asked for */
                metric?: string;
                /** @description Only from then on */
                since?: string;
                /** @description Only of this token: its id or name */
                token?: string;
                /** @description Only before */
                until?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            at: string;
                            cells_hidden: number;
                            cells_shown: number;
                            duration_ms: number;
                            id: string;
                            method: string;
                            metrics: string[];
                            name: string;
                            /** @description What was asked, as it was understood: a JSON list */
                            questions: string;
                            /** @description Empty for answers of the moment */
                            release: string;
                            role: string;
                            route: string;
                            status: number;
                            token_id: string;
                            trace_id: string;
                            url: string;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlertsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 3f1c9a52-7c1d-5f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            acknowledged_by: string | null;
                            alert_id: string;
                            /** @description Until when the data were complete when it was raised */
                            data_until: string | null;
                            evidence: {
                                [key: string]: string;
                            };
                            judged_at: string | null;
                            last_actor: string | null;
                            mentee_id: string;
                            mentor_id: string;
                            note: string | null;
                            outcome: string | null;
                            pairing_id: string;
                            programme: string;
                            /** @description When it was raised; of a check-in the Monday of that week */
                            raised_at: string;
                            reason: {
                                /** @description check-in stands for every rule about what people told or left untold */
                                rule: string;
                                text: string;
                                version: number | null;
                            };
                            resolved_at: string | null;
                            /** @description 1 at the threshold; frozen when it was raised */
                            score: number | null;
                            /** @description Since when the condition held when it was raised; null for check-in */
                            since: string | null;
                            snoozed_until: string | null;
                            /** @enum {string} */
                            state: "raised" | "acknowledged" | "snoozed" | "resolved";
                        };
                        links: {
                            self: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertsIdAcknowledge: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                /** @example 3f1c9a52-7c1d-5f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never> | null;
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            alert_id: string;
                            changed: boolean;
                            /** @enum {string} */
                            state: "raised" | "acknowledged" | "snoozed" | "resolved";
                        };
                        links: {
                            alert: string;
                        };
                    };
                };
            };
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            alert_id: string;
                            changed: boolean;
                            /** @enum {string} */
                            state: "raised" | "acknowledged" | "snoozed" | "resolved";
                        };
                        links: {
                            alert: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertsIdResolve: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                /** @example 3f1c9a52-7c1d-5f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Why, as a code
                     * @example on_leave
                     */
                    note?: string;
                    /**
                     * @example contacted
                     * @enum {string}
                     */
                    outcome: "contacted" | "not_needed" | "false_alarm" | "rematched" | "other";
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            alert_id: string;
                            changed: boolean;
                            /** @enum {string} */
                            state: "raised" | "acknowledged" | "snoozed" | "resolved";
                        };
                        links: {
                            alert: string;
                        };
                    };
                };
            };
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            alert_id: string;
                            changed: boolean;
                            /** @enum {string} */
                            state: "raised" | "acknowledged" | "snoozed" | "resolved";
                        };
                        links: {
                            alert: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertsIdSnooze: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path: {
                /** @example 3f1c9a52-7c1d-5f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Why, as a code
                     * @example on_leave
                     */
                    note?: string;
                    /**
                     * Format: date-time
                     * @example 2026-12-01T09:00:00Z
                     */
                    until: string;
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            alert_id: string;
                            changed: boolean;
                            /** @enum {string} */
                            state: "raised" | "acknowledged" | "snoozed" | "resolved";
                        };
                        links: {
                            alert: string;
                        };
                    };
                };
            };
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            alert_id: string;
                            changed: boolean;
                            /** @enum {string} */
                            state: "raised" | "acknowledged" | "snoozed" | "resolved";
                        };
                        links: {
                            alert: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAnnotations: {
        parameters: {
            query?: {
                /**
                 * @description Only what ends on this day or later
                 * @example 2026-12-24
                 */
                from?: string;
                /**
                 * @description Only of this programme
                 * @example engineering-2026
                 */
                programme?: string;
                /**
                 * @description Only what begins before this day
                 * @example 2026-12-24
                 */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            created_at: string;
                            /** @description First day, in the programme’s own calendar */
                            from: string;
                            id: string;
                            /** @enum {string} */
                            kind: "holiday" | "training" | "change" | "other";
                            mine: boolean;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            /** @description null: of all programmes */
                            programme: string | null;
                            text: string;
                            /** @description Last day, included; null: the first alone */
                            to: string | null;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAnnotations: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date
                     * @example 2026-12-24
                     */
                    from: string;
                    /** @enum {string} */
                    kind: "holiday" | "training" | "change" | "other";
                    /**
                     * @description The programme that it is about. Who sees one programme only need not say it
                     * @example engineering-2026
                     */
                    programme?: string;
                    /** @example Offices are closed */
                    text: string;
                    /**
                     * Format: date
                     * @description Last day, included
                     * @example 2026-12-24
                     */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            created_at: string;
                            /** @description First day, in the programme’s own calendar */
                            from: string;
                            id: string;
                            /** @enum {string} */
                            kind: "holiday" | "training" | "change" | "other";
                            mine: boolean;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            /** @description null: of all programmes */
                            programme: string | null;
                            text: string;
                            /** @description Last day, included; null: the first alone */
                            to: string | null;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAnnotationsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            /** @enum {boolean} */
                            removed: true;
                        };
                        links: {
                            list: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAsyncapiJson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        asyncapi: "3.0.0";
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttention: {
        parameters: {
            query?: {
                /** @description Where the page before ended: its links.next has it */
                cursor?: string;
                /** @description Rows, 50 where absent */
                limit?: number;
                /** @description Alerts about one pairing */
                pairing?: string;
                /**
                 * @description Alerts of one programme
                 * @example engineering-2026
                 */
                programme?: string;
                /**
                 * @description Of no-meeting, first-meeting-late, goal-stuck, check-in, by commas
                 * @example no-meeting
                 */
                rule?: string;
                /**
                 * @description Of raised, acknowledged, snoozed, resolved, by commas; raised,acknowledged where absent
                 * @example raised
                 */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            acknowledged_by: string | null;
                            alert_id: string;
                            /** @description Until when the data were complete when it was raised */
                            data_until: string | null;
                            evidence: {
                                [key: string]: string;
                            };
                            judged_at: string | null;
                            last_actor: string | null;
                            mentee_id: string;
                            mentor_id: string;
                            note: string | null;
                            outcome: string | null;
                            pairing_id: string;
                            programme: string;
                            /** @description When it was raised; of a check-in the Monday of that week */
                            raised_at: string;
                            reason: {
                                /** @description check-in stands for every rule about what people told or left untold */
                                rule: string;
                                text: string;
                                version: number | null;
                            };
                            resolved_at: string | null;
                            /** @description 1 at the threshold; frozen when it was raised */
                            score: number | null;
                            /** @description Since when the condition held when it was raised; null for check-in */
                            since: string | null;
                            snoozed_until: string | null;
                            /** @enum {string} */
                            state: "raised" | "acknowledged" | "snoozed" | "resolved";
                        }[];
                        links: {
                            next: string | null;
                            self: string;
                        };
                        meta: {
                            programmes: {
                                /** @description Why nobody can tell yet; null where the rules are asked */
                                cannot_tell: string | null;
                                judged_until: string | null;
                                programme: string;
                            }[];
                            row_count: number;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAttentionRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            changes: {
                                date: string;
                                version: number;
                                what: string;
                            }[];
                            condition: string;
                            ends: string;
                            /** @enum {string} */
                            evidence: "open" | "private";
                            id: string;
                            shown_as: string;
                            title: string;
                            version: number;
                        }[];
                        meta: {
                            row_count: number;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getDictionary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            dimensions: {
                                id: string;
                                title: string;
                            }[];
                            metrics: {
                                always_by: string[];
                                caveats: string[];
                                changes: {
                                    date: string;
                                    version: number;
                                    what: string;
                                }[];
                                default_where: {
                                    [key: string]: string[];
                                };
                                dimensions: string[];
                                direction: string;
                                duration_conventions: string[];
                                estimator: string;
                                estimator_parameters: {
                                    [key: string]: unknown;
                                };
                                family: string;
                                filters: string[];
                                formula: string;
                                grain: string;
                                horizon_days: number | null;
                                horizon_meaning: string | null;
                                id: string;
                                /** @description How the number and its interval are made */
                                method: string;
                                people_metric: boolean;
                                question: string;
                                reference: string;
                                relations: string[];
                                /** @description What is usual or aimed at, and who says so */
                                target: {
                                    high?: number;
                                    low?: number;
                                    origin: string;
                                    text: string;
                                } | null;
                                time_refers_to: string;
                                title: string;
                                unit: string;
                                version: number;
                            }[];
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @enum {string} */
                            compatibility: "FULL_TRANSITIVE";
                            doc: string;
                            fields: {
                                doc: string;
                                /** @description In words: text, instant, whole number, list of … */
                                kind: string;
                                name: string;
                                /** @description First version of the schema that has it */
                                since: number;
                                /** @description What it may be, where that is a list */
                                words?: string[];
                            }[];
                            /** @description Of these fields the first that an event fills is its partition key */
                            keys: string[];
                            schema: {
                                /** @description SHA-256 of Avro's parsing canonical form, hexadecimal */
                                fingerprint: string;
                                /** @description In the frame of each record: 0x00, then this as four bytes */
                                id: number;
                                name: string;
                                version: number;
                            };
                            /** @example meeting */
                            stream: string;
                            topic: string;
                            types: {
                                /** @description Told by Rapport's own services alone: refused from anybody else */
                                only_rapport: boolean;
                                optional: string[];
                                /** @description On the wire. POST /v1/events sets recorded_at, and fills in event_id and source where they are absent */
                                required: string[];
                                /** @description As POST /v1/events takes it */
                                sample: {
                                    [key: string]: unknown;
                                };
                                since: number;
                                /** @example meeting.held */
                                type: string;
                            }[];
                            versions: {
                                id: number;
                                version: number;
                            }[];
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                            types: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventTypesStreamSchema: {
        parameters: {
            query?: {
                /**
                 * @description A past version; without it the one that is written today
                 * @example 1
                 */
                version?: string;
            };
            header?: never;
            path: {
                /** @example meeting */
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An Avro schema */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        doc: string;
                        fields: unknown[];
                        name: string;
                        namespace: string;
                        type: string;
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 00000000-0000-4000-8000-000000000000 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: ({
                            chain: {
                                event_id: string;
                                occurred_at: string;
                                offset: string;
                                partition: number;
                                recorded_at: string;
                                /** @description Avro schema of its records; null where the stream has several */
                                schema: {
                                    id: number;
                                    version: number;
                                } | null;
                                stored_at: string;
                                superseded_by: string | null;
                                supersedes: string | null;
                                topic: string;
                                type: string;
                            }[];
                            delays: {
                                to_kafka: number;
                                to_warehouse: number;
                            };
                            event: {
                                event_id: string;
                                occurred_at: string;
                                offset: string;
                                partition: number;
                                recorded_at: string;
                                /** @description Avro schema of its records; null where the stream has several */
                                schema: {
                                    id: number;
                                    version: number;
                                } | null;
                                stored_at: string;
                                superseded_by: string | null;
                                supersedes: string | null;
                                topic: string;
                                type: string;
                            };
                            feeds: {
                                metrics: string[];
                                units: {
                                    [key: string]: string;
                                };
                            };
                            fields: {
                                [key: string]: unknown;
                            };
                            receipts: {
                                kafka_at: string;
                                offset: string;
                                partition: number;
                                recorded_at: string;
                                stored_at: string;
                                topic: string;
                            }[];
                        } | {
                            event: {
                                event_id: string;
                                fields: {
                                    [key: string]: unknown;
                                };
                                occurred_at: string;
                                /** @description For administrators; null for everybody else, whom it would tell how much others send */
                                offset: string | null;
                                /** @description For administrators; null for everybody else, whom it would tell how much others send */
                                partition: number | null;
                                recorded_at: string;
                                /** @description Avro schema of its records; null where the stream has several */
                                schema: {
                                    id: number;
                                    version: number;
                                } | null;
                                stored_at: string;
                                superseded_by: string | null;
                                supersedes: string | null;
                                topic: string;
                                type: string;
                            };
                        })[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            row_count: number;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Written so far, or in all */
                            bytes: number;
                            created_at: string;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            expires_at: string | null;
                            finished_at: string | null;
                            /** @enum {string} */
                            format: "csv" | "ndjson" | "parquet" | "arrow";
                            id: string;
                            /** @enum {string} */
                            kind: "metric" | "rows";
                            /** @description What was asked for */
                            query: {
                                [key: string]: unknown;
                            };
                            rows: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "running" | "done" | "failed" | "cancelled";
                            /** @enum {string} */
                            variant: "raw" | "formatted";
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postExports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A question about a metric, with the fields of POST /v1/query, or rows by name */
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Default: what Accept names, else csv
                     * @enum {string}
                     */
                    format?: "csv" | "ndjson" | "parquet" | "arrow";
                    question: {
                        [key: string]: unknown;
                    };
                    /**
                     * @description formatted: CSV that a spreadsheet does not run
                     * @enum {string}
                     */
                    variant?: "raw" | "formatted";
                } | {
                    /**
                     * Format: date-time
                     * @description For administrators
                     */
                    as_of?: string;
                    /** @description For administrators */
                    columns?: string[];
                    /**
                     * @description Default: what Accept names, else csv
                     * @enum {string}
                     */
                    format?: "csv" | "ndjson" | "parquet" | "arrow";
                    /**
                     * Format: date-time
                     * @description For administrators
                     */
                    known_at?: string;
                    /** @description For administrators */
                    programme?: string;
                    /**
                     * @description pairings, meetings, goals, …
                     * @example pairings
                     */
                    rows: string;
                    /**
                     * @description formatted: CSV that a spreadsheet does not run
                     * @enum {string}
                     */
                    variant?: "raw" | "formatted";
                };
            };
        };
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Written so far, or in all */
                            bytes: number;
                            created_at: string;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            expires_at: string | null;
                            finished_at: string | null;
                            /** @enum {string} */
                            format: "csv" | "ndjson" | "parquet" | "arrow";
                            id: string;
                            /** @enum {string} */
                            kind: "metric" | "rows";
                            /** @description What was asked for */
                            query: {
                                [key: string]: unknown;
                            };
                            rows: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "running" | "done" | "failed" | "cancelled";
                            /** @enum {string} */
                            variant: "raw" | "formatted";
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f3b8a52-6f0e-4c1e-9a55-0d7f5f1c2a11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Written so far, or in all */
                            bytes: number;
                            created_at: string;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            expires_at: string | null;
                            finished_at: string | null;
                            /** @enum {string} */
                            format: "csv" | "ndjson" | "parquet" | "arrow";
                            id: string;
                            /** @enum {string} */
                            kind: "metric" | "rows";
                            /** @description What was asked for */
                            query: {
                                [key: string]: unknown;
                            };
                            rows: number | null;
                            sha256: string | null;
                            /** @enum {string} */
                            state: "queued" | "running" | "done" | "failed" | "cancelled";
                            /** @enum {string} */
                            variant: "raw" | "formatted";
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteExportsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f3b8a52-6f0e-4c1e-9a55-0d7f5f1c2a11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsIdFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f3b8a52-6f0e-4c1e-9a55-0d7f5f1c2a11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getExportsIdManifest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 0f3b8a52-6f0e-4c1e-9a55-0d7f5f1c2a11 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What an export is, whether it is whole, and how to ask for the same again */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        access: {
                            [key: string]: unknown;
                        };
                        as_of: string;
                        created_at: string;
                        definitions: {
                            id: string;
                            kind: string;
                            version: number;
                        }[];
                        feed_position?: string;
                        file: {
                            bytes: number;
                            /** @enum {string} */
                            format: "csv" | "ndjson" | "parquet" | "arrow";
                            media_type: string;
                            name: string;
                            rows: number;
                            sha256: string;
                            /** @enum {string} */
                            variant: "raw" | "formatted";
                        };
                        generalisation?: {
                            [key: string]: unknown;
                        };
                        id: string;
                        /** @enum {string} */
                        kind: "metric" | "rows";
                        known_at: string;
                        manifest_version: number;
                        notes: string[];
                        query: {
                            [key: string]: unknown;
                        };
                        schema: {
                            comment: string;
                            name: string;
                            type: string;
                        }[];
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFeedStream: {
        parameters: {
            query?: {
                /** @description About how many events */
                limit?: number;
                /** @description next of the last call; without it, from the beginning */
                since?: string;
                /** @description Seconds to wait for an event */
                wait?: number;
            };
            header?: never;
            path: {
                /** @example pairing */
                stream: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: ({
                            event_id: string;
                            offset: number;
                            partition: number;
                            type: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            /** @description False while there is more to be read at once */
                            complete: boolean;
                            /** @description The position behind these events: since of the next call */
                            next: string;
                            row_count: number;
                            stream: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFreshness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Not known here: the projector's /metrics has it */
                            lag_messages: null;
                            /** @description Kafka time of the newest record that became a row */
                            latest_record_at: string | null;
                            partitions: {
                                last_offset: number;
                                partition: number;
                            }[];
                            seconds_since_written: number;
                            stream: string;
                            topic: string;
                            /** @description When the newest chunk was written */
                            written_at: string;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            as_of: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFrozenReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            answers: number;
                            as_of: string;
                            frozen_at: string;
                            id: string;
                            known_at: string;
                            name: string;
                            protection: {
                                k: number;
                            };
                            /** @description Digest of the canonical JSON of the report */
                            sha256: string;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postFrozenReports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description Only where answers are live; by default the newest that has settled
                     */
                    as_of?: string;
                    /**
                     * Format: date-time
                     * @description Only where answers are live; by default the newest that has settled
                     */
                    known_at?: string;
                    /**
                     * @description As POST /v1/query takes them, without as_of and known_at
                     * @example [
                     *       {
                     *         "metric": "nps"
                     *       }
                     *     ]
                     */
                    questions: ({
                        metric: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                    /**
                     * @description Its name is made of it
                     * @example Board, third quarter
                     */
                    title: string;
                };
            };
        };
        responses: {
            /** @description The answer */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            answers: number;
                            as_of: string;
                            frozen_at: string;
                            id: string;
                            known_at: string;
                            name: string;
                            protection: {
                                k: number;
                            };
                            /** @description Digest of the canonical JSON of the report */
                            sha256: string;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFrozenReportsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example board-2026-q3-4f0c2ab91d7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            answers: {
                                data: {
                                    bucket: string | null;
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    /** @description With compare: the same cell of the other period */
                                    comparison?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    /** @description Participants against others */
                                    contrast?: {
                                        [key: string]: unknown;
                                    };
                                    count?: number | null;
                                    /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                    curve?: {
                                        at_risk: number;
                                        censored: number | null;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        ended: number | null;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    /** @description Side numbers of the estimator */
                                    details?: {
                                        [key: string]: number | null;
                                    };
                                    favourable?: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                    /** @description What to be careful about */
                                    flags?: string[];
                                    /** @description With reference: this group beside the reference group */
                                    gap?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    group: {
                                        [key: string]: string;
                                    };
                                    /** @description Units too young to count */
                                    immature?: number;
                                    median?: number | null;
                                    median_ci?: (number | null)[] | null;
                                    n: number | null;
                                    points?: {
                                        at_risk: number;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    quantiles?: {
                                        p50: number;
                                        p95: number;
                                        p99: number;
                                    } | null;
                                    /** @description Why the value, or only its interval, is missing */
                                    reason?: string;
                                    /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                    release?: string;
                                    rmst?: number | null;
                                    rmst_ci?: number[] | null;
                                    rmst_tau?: number;
                                    /** @enum {string} */
                                    state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                    value: number | null;
                                }[];
                                meta: {
                                    /** @description Who was answered: role and name of the token, or that there was none */
                                    access?: string;
                                    as_of: string;
                                    caveats: string[];
                                    comparison?: {
                                        from: string;
                                        kind: string;
                                        to: string;
                                    };
                                    definition: string;
                                    direction: string;
                                    duration: string | null;
                                    known_at: string;
                                    lineage: {
                                        grain: string;
                                        relations: string[];
                                    };
                                    metric: string;
                                    protection: {
                                        k: number;
                                    };
                                    query: {
                                        as_of: string;
                                        curve?: string;
                                        duration: string | null;
                                        from: string | null;
                                        grain: string | null;
                                        group_by: string[];
                                        horizon: number | null;
                                        known_at: string;
                                        method?: string;
                                        metric: string;
                                        programme: string | null;
                                        to: string | null;
                                        week_start?: string;
                                        where: {
                                            [key: string]: string[];
                                        };
                                    };
                                    reference?: string;
                                    /** @description Released answers: of which release */
                                    release?: {
                                        /** @description as_of and known_at of every answer */
                                        at: string;
                                        /** @example 2026-11-23T02:00:00Z */
                                        id: string;
                                        made_at: string;
                                    };
                                    row_count: number;
                                    suppressed_cells: number;
                                    time_refers_to: string;
                                    time_zones: string[];
                                    title: string;
                                    unit: string;
                                    version: number;
                                };
                                metric: string;
                                question: {
                                    metric: string;
                                } & {
                                    [key: string]: unknown;
                                };
                                sql_sha256: string;
                                version: number;
                            }[];
                            as_of: string;
                            engine_version: number;
                            known_at: string;
                            name: string;
                            protection: {
                                k: number;
                            };
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            answers: number;
                            as_of: string;
                            frozen_at: string;
                            id: string;
                            known_at: string;
                            name: string;
                            protection: {
                                k: number;
                            };
                            /** @description Digest of the canonical JSON of the report */
                            sha256: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFrozenReportsIdReissue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example board-2026-q3-4f0c2ab91d7e */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            bytes: {
                                frozen: number;
                                reissued: number;
                            };
                            differences: {
                                /** @enum {string} */
                                cause: "definition" | "engine" | "data" | "wording";
                                definition: {
                                    after: number;
                                    before: number;
                                    changes: unknown[];
                                };
                                question: {
                                    metric: string;
                                } & {
                                    [key: string]: unknown;
                                };
                                rows: {
                                    after: {
                                        bucket: string | null;
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        /** @description With compare: the same cell of the other period */
                                        comparison?: {
                                            difference: {
                                                ci: {
                                                    high: number | null;
                                                    level: number;
                                                    low: number | null;
                                                    method: string;
                                                } | null;
                                                reason?: string;
                                                value: number | null;
                                            };
                                        } & {
                                            [key: string]: unknown;
                                        };
                                        /** @description Participants against others */
                                        contrast?: {
                                            [key: string]: unknown;
                                        };
                                        count?: number | null;
                                        /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                        curve?: {
                                            at_risk: number;
                                            censored: number | null;
                                            ci_high: number | null;
                                            ci_low: number | null;
                                            day: number;
                                            ended: number | null;
                                            incidence?: number | null;
                                            survival?: number | null;
                                        }[];
                                        /** @description Side numbers of the estimator */
                                        details?: {
                                            [key: string]: number | null;
                                        };
                                        favourable?: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                        /** @description What to be careful about */
                                        flags?: string[];
                                        /** @description With reference: this group beside the reference group */
                                        gap?: {
                                            difference: {
                                                ci: {
                                                    high: number | null;
                                                    level: number;
                                                    low: number | null;
                                                    method: string;
                                                } | null;
                                                reason?: string;
                                                value: number | null;
                                            };
                                        } & {
                                            [key: string]: unknown;
                                        };
                                        group: {
                                            [key: string]: string;
                                        };
                                        /** @description Units too young to count */
                                        immature?: number;
                                        median?: number | null;
                                        median_ci?: (number | null)[] | null;
                                        n: number | null;
                                        points?: {
                                            at_risk: number;
                                            ci_high: number | null;
                                            ci_low: number | null;
                                            day: number;
                                            incidence?: number | null;
                                            survival?: number | null;
                                        }[];
                                        quantiles?: {
                                            p50: number;
                                            p95: number;
                                            p99: number;
                                        } | null;
                                        /** @description Why the value, or only its interval, is missing */
                                        reason?: string;
                                        /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                        release?: string;
                                        rmst?: number | null;
                                        rmst_ci?: number[] | null;
                                        rmst_tau?: number;
                                        /** @enum {string} */
                                        state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                        value: number | null;
                                    } | null;
                                    before: {
                                        bucket: string | null;
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        /** @description With compare: the same cell of the other period */
                                        comparison?: {
                                            difference: {
                                                ci: {
                                                    high: number | null;
                                                    level: number;
                                                    low: number | null;
                                                    method: string;
                                                } | null;
                                                reason?: string;
                                                value: number | null;
                                            };
                                        } & {
                                            [key: string]: unknown;
                                        };
                                        /** @description Participants against others */
                                        contrast?: {
                                            [key: string]: unknown;
                                        };
                                        count?: number | null;
                                        /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                        curve?: {
                                            at_risk: number;
                                            censored: number | null;
                                            ci_high: number | null;
                                            ci_low: number | null;
                                            day: number;
                                            ended: number | null;
                                            incidence?: number | null;
                                            survival?: number | null;
                                        }[];
                                        /** @description Side numbers of the estimator */
                                        details?: {
                                            [key: string]: number | null;
                                        };
                                        favourable?: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                        /** @description What to be careful about */
                                        flags?: string[];
                                        /** @description With reference: this group beside the reference group */
                                        gap?: {
                                            difference: {
                                                ci: {
                                                    high: number | null;
                                                    level: number;
                                                    low: number | null;
                                                    method: string;
                                                } | null;
                                                reason?: string;
                                                value: number | null;
                                            };
                                        } & {
                                            [key: string]: unknown;
                                        };
                                        group: {
                                            [key: string]: string;
                                        };
                                        /** @description Units too young to count */
                                        immature?: number;
                                        median?: number | null;
                                        median_ci?: (number | null)[] | null;
                                        n: number | null;
                                        points?: {
                                            at_risk: number;
                                            ci_high: number | null;
                                            ci_low: number | null;
                                            day: number;
                                            incidence?: number | null;
                                            survival?: number | null;
                                        }[];
                                        quantiles?: {
                                            p50: number;
                                            p95: number;
                                            p99: number;
                                        } | null;
                                        /** @description Why the value, or only its interval, is missing */
                                        reason?: string;
                                        /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                        release?: string;
                                        rmst?: number | null;
                                        rmst_ci?: number[] | null;
                                        rmst_tau?: number;
                                        /** @enum {string} */
                                        state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                        value: number | null;
                                    } | null;
                                    bucket: string | null;
                                    difference: number | null;
                                    group: {
                                        [key: string]: string;
                                    };
                                }[];
                                sentence: string;
                            }[];
                            id: string;
                            identical: boolean;
                            sha256: {
                                frozen: string;
                                reissued: string;
                            };
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            answers: number;
                            as_of: string;
                            frozen_at: string;
                            id: string;
                            known_at: string;
                            name: string;
                            protection: {
                                k: number;
                            };
                            /** @description Digest of the canonical JSON of the report */
                            sha256: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            dead_letters: {
                                counts: {
                                    code: string;
                                    count: number;
                                    open: number;
                                    topic: string;
                                }[];
                                /** @description At most 100, without their bytes */
                                newest: {
                                    /** @description When Kafka took the record */
                                    at: string | null;
                                    code: string;
                                    /** @description The field that broke a rule; empty where the whole record is unreadable */
                                    field: string;
                                    marked_at: string | null;
                                    marked_by: string;
                                    message: string;
                                    offset: number;
                                    partition: number;
                                    /** @description Empty where it could not be read */
                                    programme: string;
                                    /** @description Why it was retried or discarded */
                                    reason: string;
                                    /** @enum {string} */
                                    state: "open" | "retried" | "discarded";
                                    topic: string;
                                }[];
                                /** @description Nothing was done about these yet */
                                open: number;
                                topic: string;
                                total: number;
                            };
                            /**
                             * @description Whether the brokers were asked
                             * @enum {string}
                             */
                            log: "read" | "not_configured" | "unreachable";
                            /** @description Metrics that judge the data: ask for their series */
                            quality: {
                                metric: string;
                                question: string;
                                title: string;
                            }[];
                            /** @description Tables that are built anew, or kept of the last time */
                            rebuild: {
                                epoch: number;
                                /** @description While it is filled: how far it has come */
                                offsets: {
                                    done: number;
                                    total: number;
                                } | null;
                                /** @enum {string} */
                                phase: "filling" | "compared" | "swapping" | "swapped" | "rolling_back" | "rolled_back";
                                started_at: string;
                            } | null;
                            topics: {
                                /** @description Records on the log that are not stored yet; null where nobody knows */
                                lag: number | null;
                                /** @description Kafka time of the newest record that became a row */
                                latest_record_at: string | null;
                                partitions: {
                                    /** @description The offset that the next record on the log will get */
                                    end_offset: number | null;
                                    /** @description Records on the log that are not stored yet; null where nobody knows */
                                    lag: number | null;
                                    /** @description Kafka time of the newest record that became a row */
                                    latest_record_at: string | null;
                                    partition: number;
                                    rows: number;
                                    /** @description The last one that is stored */
                                    stored_offset: number | null;
                                    /** @description When the newest chunk was written */
                                    written_at: string | null;
                                }[];
                                rows: number;
                                stream: string;
                                topic: string;
                                /** @description When the newest chunk was written */
                                written_at: string | null;
                            }[];
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            as_of: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /**
                             * @description Of this moment, or of the latest release
                             * @enum {string}
                             */
                            answers: "live" | "released";
                            /** @description Cells about fewer people on a side are hidden */
                            k: number;
                            /** @description Of the token; null without one */
                            name: string | null;
                            /** @description Those that it may see; null for all */
                            programmes: string[] | null;
                            /** @enum {string} */
                            role: "demo" | "admin" | "analyst" | "lead" | "data";
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            always_by: string[];
                            caveats: string[];
                            changes: {
                                date: string;
                                version: number;
                                what: string;
                            }[];
                            default_where: {
                                [key: string]: string[];
                            };
                            dimensions: string[];
                            direction: string;
                            duration_conventions: string[];
                            estimator: string;
                            estimator_parameters: {
                                [key: string]: unknown;
                            };
                            family: string;
                            filters: string[];
                            formula: string;
                            grain: string;
                            horizon_days: number | null;
                            id: string;
                            people_metric: boolean;
                            question: string;
                            reference: string;
                            relations: string[];
                            /** @description What is usual or aimed at, and who says so */
                            target: {
                                high?: number;
                                low?: number;
                                origin: string;
                                text: string;
                            } | null;
                            time_refers_to: string;
                            title: string;
                            unit: string;
                            version: number;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pair-survival */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            always_by: string[];
                            caveats: string[];
                            changes: {
                                date: string;
                                version: number;
                                what: string;
                            }[];
                            default_where: {
                                [key: string]: string[];
                            };
                            dimensions: string[];
                            direction: string;
                            duration_conventions: string[];
                            estimator: string;
                            estimator_parameters: {
                                [key: string]: unknown;
                            };
                            family: string;
                            filters: string[];
                            formula: string;
                            grain: string;
                            horizon_days: number | null;
                            id: string;
                            people_metric: boolean;
                            question: string;
                            reference: string;
                            relations: string[];
                            /** @description What is usual or aimed at, and who says so */
                            target: {
                                high?: number;
                                low?: number;
                                origin: string;
                                text: string;
                            } | null;
                            time_refers_to: string;
                            title: string;
                            unit: string;
                            version: number;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsIdDiff: {
        parameters: {
            query: {
                /**
                 * @description With compare=year: the same dates (default), or the same weekdays
                 * @example weekday
                 */
                align?: "date" | "weekday";
                /**
                 * @description RFC 3339: what had happened by then (default now)
                 * @example 2024-10-24T19:33:01Z
                 */
                as_of?: string;
                /**
                 * @description Two RFC 3339 instants, separated by a comma: what was known then, and then (default now)
                 * @example 2026-11-01T00:00:00Z,2026-11-22T00:00:00Z
                 */
                between: string;
                /**
                 * @description Beside each row that of another period: the one before, a year before, or one of your own
                 * @example previous
                 */
                compare?: "previous" | "year" | "custom";
                /**
                 * @description With compare=custom: first local date of that period
                 * @example 2018-01-01
                 */
                compare_from?: string;
                /**
                 * @description With compare=custom: first local date after it
                 * @example 2019-01-01
                 */
                compare_to?: string;
                /**
                 * @description Times to an event: full for the whole curve beside its fixed points, protected at every 30 days that tell of nobody. Live answers only
                 * @example full
                 */
                curve?: "full";
                /**
                 * @description How durations are counted: fractions of 24 hours, or calendar days
                 * @example calendar
                 */
                duration?: "exact" | "calendar";
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.age_band"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.assessment"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cancelled_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.category"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.code"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.discussed"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.dose"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_kind"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_reason"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.engagement"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.evidence"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.health"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument_version"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.match_method"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure_range"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.milestone"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mode"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.obstacle"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.programme"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rater"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rule"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.scale"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.skill"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.stream"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.term"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.topic"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.type"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.wave"?: string;
                /**
                 * @description First local date, in the programme's zone
                 * @example 2019-01-01
                 */
                from?: string;
                /**
                 * @description One row per such bucket; absent: one row for the whole range
                 * @example month
                 */
                grain?: "day" | "week" | "month" | "quarter" | "year";
                /**
                 * @description At most two dimensions, separated by commas
                 * @example start_year
                 */
                group_by?: string;
                /**
                 * @description Days; what it means stands in the metric
                 * @example 365
                 */
                horizon?: string;
                /**
                 * @description Participants against others: when the clock starts. Only pairing; others are refused, with the reason
                 * @example pairing
                 */
                index?: string;
                /**
                 * @description Participants against others: how the difference is made
                 * @example matched
                 */
                method?: "raw" | "matched" | "difference_in_differences";
                /**
                 * @description Only this programme
                 * @example code-review
                 */
                programme?: string;
                /**
                 * @description A value of the first breakdown; every other group is set beside it
                 * @example 2019
                 */
                reference?: string;
                /**
                 * @description First local date that is left out: ranges are half-open
                 * @example 2020-01-01
                 */
                to?: string;
                /**
                 * @description With grain week: the day on which weeks start (default monday)
                 * @example sunday
                 */
                week_start?: "monday" | "sunday" | "saturday";
            };
            header?: never;
            path: {
                /** @example pair-survival */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            as_of: string;
                            definition: {
                                changes: {
                                    date: string;
                                    version: number;
                                    what: string;
                                }[];
                                version: number;
                            };
                            /** @description null where a row is suppressed: counts could tell of the few people in it */
                            events: {
                                counts: {
                                    /** @enum {string} */
                                    class: "late" | "correction" | "void" | "new";
                                    events: number;
                                    type: string;
                                }[];
                                /** @description Events on the metric’s streams that were told in between */
                                told: number;
                                /** @description Events that changed a unit */
                                total: number;
                                /** @description Units whose row is another */
                                units: number;
                            } | null;
                            hidden_rows: number;
                            known_after: string;
                            known_before: string;
                            metric: string;
                            protection: {
                                k: number;
                            };
                            question: {
                                as_of: string;
                                curve?: string;
                                duration: string | null;
                                from: string | null;
                                grain: string | null;
                                group_by: string[];
                                horizon: number | null;
                                known_at: string;
                                method?: string;
                                metric: string;
                                programme: string | null;
                                to: string | null;
                                week_start?: string;
                                where: {
                                    [key: string]: string[];
                                };
                            };
                            rows: {
                                after: {
                                    bucket: string | null;
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    /** @description With compare: the same cell of the other period */
                                    comparison?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    /** @description Participants against others */
                                    contrast?: {
                                        [key: string]: unknown;
                                    };
                                    count?: number | null;
                                    /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                    curve?: {
                                        at_risk: number;
                                        censored: number | null;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        ended: number | null;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    /** @description Side numbers of the estimator */
                                    details?: {
                                        [key: string]: number | null;
                                    };
                                    favourable?: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                    /** @description What to be careful about */
                                    flags?: string[];
                                    /** @description With reference: this group beside the reference group */
                                    gap?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    group: {
                                        [key: string]: string;
                                    };
                                    /** @description Units too young to count */
                                    immature?: number;
                                    median?: number | null;
                                    median_ci?: (number | null)[] | null;
                                    n: number | null;
                                    points?: {
                                        at_risk: number;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    quantiles?: {
                                        p50: number;
                                        p95: number;
                                        p99: number;
                                    } | null;
                                    /** @description Why the value, or only its interval, is missing */
                                    reason?: string;
                                    /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                    release?: string;
                                    rmst?: number | null;
                                    rmst_ci?: number[] | null;
                                    rmst_tau?: number;
                                    /** @enum {string} */
                                    state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                    value: number | null;
                                } | null;
                                before: {
                                    bucket: string | null;
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    /** @description With compare: the same cell of the other period */
                                    comparison?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    /** @description Participants against others */
                                    contrast?: {
                                        [key: string]: unknown;
                                    };
                                    count?: number | null;
                                    /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                    curve?: {
                                        at_risk: number;
                                        censored: number | null;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        ended: number | null;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    /** @description Side numbers of the estimator */
                                    details?: {
                                        [key: string]: number | null;
                                    };
                                    favourable?: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                    /** @description What to be careful about */
                                    flags?: string[];
                                    /** @description With reference: this group beside the reference group */
                                    gap?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    group: {
                                        [key: string]: string;
                                    };
                                    /** @description Units too young to count */
                                    immature?: number;
                                    median?: number | null;
                                    median_ci?: (number | null)[] | null;
                                    n: number | null;
                                    points?: {
                                        at_risk: number;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    quantiles?: {
                                        p50: number;
                                        p95: number;
                                        p99: number;
                                    } | null;
                                    /** @description Why the value, or only its interval, is missing */
                                    reason?: string;
                                    /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                    release?: string;
                                    rmst?: number | null;
                                    rmst_ci?: number[] | null;
                                    rmst_tau?: number;
                                    /** @enum {string} */
                                    state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                    value: number | null;
                                } | null;
                                bucket: string | null;
                                difference: number | null;
                                group: {
                                    [key: string]: string;
                                };
                            }[];
                            title: string;
                            unchanged_rows: number;
                            unit: string;
                            version: number;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            protection: {
                                k: number;
                            };
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsIdExplain: {
        parameters: {
            query?: {
                /**
                 * @description With compare=year: the same dates (default), or the same weekdays
                 * @example weekday
                 */
                align?: "date" | "weekday";
                /**
                 * @description RFC 3339: what had happened by then (default now)
                 * @example 2024-10-24T19:33:01Z
                 */
                as_of?: string;
                /**
                 * @description Beside each row that of another period: the one before, a year before, or one of your own
                 * @example previous
                 */
                compare?: "previous" | "year" | "custom";
                /**
                 * @description With compare=custom: first local date of that period
                 * @example 2018-01-01
                 */
                compare_from?: string;
                /**
                 * @description With compare=custom: first local date after it
                 * @example 2019-01-01
                 */
                compare_to?: string;
                /**
                 * @description Times to an event: full for the whole curve beside its fixed points, protected at every 30 days that tell of nobody. Live answers only
                 * @example full
                 */
                curve?: "full";
                /**
                 * @description How durations are counted: fractions of 24 hours, or calendar days
                 * @example calendar
                 */
                duration?: "exact" | "calendar";
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.age_band"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.assessment"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cancelled_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.category"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.code"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.discussed"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.dose"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_kind"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_reason"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.engagement"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.evidence"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.health"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument_version"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.match_method"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure_range"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.milestone"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mode"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.obstacle"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.programme"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rater"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rule"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.scale"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.skill"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.stream"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.term"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.topic"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.type"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.wave"?: string;
                /**
                 * @description First local date, in the programme's zone
                 * @example 2019-01-01
                 */
                from?: string;
                /**
                 * @description One row per such bucket; absent: one row for the whole range
                 * @example month
                 */
                grain?: "day" | "week" | "month" | "quarter" | "year";
                /**
                 * @description At most two dimensions, separated by commas
                 * @example start_year
                 */
                group_by?: string;
                /**
                 * @description Days; what it means stands in the metric
                 * @example 365
                 */
                horizon?: string;
                /**
                 * @description Participants against others: when the clock starts. Only pairing; others are refused, with the reason
                 * @example pairing
                 */
                index?: string;
                /**
                 * @description RFC 3339: what had been told by then (default now)
                 * @example 2026-11-01T00:00:00Z
                 */
                known_at?: string;
                /**
                 * @description Participants against others: how the difference is made
                 * @example matched
                 */
                method?: "raw" | "matched" | "difference_in_differences";
                /**
                 * @description Only this programme
                 * @example code-review
                 */
                programme?: string;
                /**
                 * @description A value of the first breakdown; every other group is set beside it
                 * @example 2019
                 */
                reference?: string;
                /**
                 * @description First local date that is left out: ranges are half-open
                 * @example 2020-01-01
                 */
                to?: string;
                /**
                 * @description With grain week: the day on which weeks start (default monday)
                 * @example sunday
                 */
                week_start?: "monday" | "sunday" | "saturday";
            };
            header?: never;
            path: {
                /** @example pair-survival */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            cells: {
                                bucket: string | null;
                                formula: string;
                                group: {
                                    [key: string]: string;
                                };
                                /** @enum {string} */
                                state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                            }[];
                            cells_left_out: number;
                            estimator: string;
                            formula: string;
                            metric: string;
                            params: {
                                [key: string]: unknown;
                            };
                            question: string;
                            relations: string[];
                            /** @description null for tokens that see some programmes only */
                            rows_read: number | null;
                            sql: string;
                            tables: {
                                marks: number;
                                parts: number;
                                rows: number;
                                table: string;
                            }[];
                            version: number;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            as_of: string;
                            caveats: string[];
                            comparison?: {
                                from: string;
                                kind: string;
                                to: string;
                            };
                            definition: string;
                            direction: string;
                            duration: string | null;
                            known_at: string;
                            lineage: {
                                grain: string;
                                relations: string[];
                            };
                            metric: string;
                            protection: {
                                k: number;
                            };
                            query: {
                                as_of: string;
                                curve?: string;
                                duration: string | null;
                                from: string | null;
                                grain: string | null;
                                group_by: string[];
                                horizon: number | null;
                                known_at: string;
                                method?: string;
                                metric: string;
                                programme: string | null;
                                to: string | null;
                                week_start?: string;
                                where: {
                                    [key: string]: string[];
                                };
                            };
                            reference?: string;
                            /** @description Released answers: of which release */
                            release?: {
                                /** @description as_of and known_at of every answer */
                                at: string;
                                /** @example 2026-11-23T02:00:00Z */
                                id: string;
                                made_at: string;
                            };
                            row_count: number;
                            suppressed_cells: number;
                            time_refers_to: string;
                            time_zones: string[];
                            title: string;
                            unit: string;
                            version: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsIdLineage: {
        parameters: {
            query?: {
                /**
                 * @description RFC 3339: what had happened by then (default now)
                 * @example 2024-10-24T19:33:01Z
                 */
                as_of?: string;
                /**
                 * @description The cell: every breakdown, and the bucket where there is a grain. A comma in a value is \,
                 * @example mentee_department=Sales,bucket=2026-03
                 */
                cell?: string;
                /** @description next_cursor of the page before */
                cursor?: string;
                /**
                 * @description Times to an event: full for the whole curve beside its fixed points, protected at every 30 days that tell of nobody. Live answers only
                 * @example full
                 */
                curve?: "full";
                /**
                 * @description How durations are counted: fractions of 24 hours, or calendar days
                 * @example calendar
                 */
                duration?: "exact" | "calendar";
                /** @description With the events of each unit */
                events?: "true" | "false";
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.age_band"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.assessment"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cancelled_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.category"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.code"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.discussed"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.dose"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_kind"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_reason"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.engagement"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.evidence"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.health"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument_version"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.match_method"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure_range"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.milestone"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mode"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.obstacle"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.programme"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rater"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rule"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.scale"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.skill"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.stream"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.term"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.topic"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.type"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.wave"?: string;
                /**
                 * @description First local date, in the programme's zone
                 * @example 2019-01-01
                 */
                from?: string;
                /**
                 * @description One row per such bucket; absent: one row for the whole range
                 * @example month
                 */
                grain?: "day" | "week" | "month" | "quarter" | "year";
                /**
                 * @description At most two dimensions, separated by commas
                 * @example start_year
                 */
                group_by?: string;
                /**
                 * @description Days; what it means stands in the metric
                 * @example 365
                 */
                horizon?: string;
                /**
                 * @description Participants against others: when the clock starts. Only pairing; others are refused, with the reason
                 * @example pairing
                 */
                index?: string;
                /**
                 * @description RFC 3339: what had been told by then (default now)
                 * @example 2026-11-01T00:00:00Z
                 */
                known_at?: string;
                /** @description How many units (default 100, at most 1000) */
                limit?: string;
                /**
                 * @description Participants against others: how the difference is made
                 * @example matched
                 */
                method?: "raw" | "matched" | "difference_in_differences";
                /**
                 * @description Only this programme
                 * @example code-review
                 */
                programme?: string;
                /**
                 * @description First local date that is left out: ranges are half-open
                 * @example 2020-01-01
                 */
                to?: string;
                /**
                 * @description With grain week: the day on which weeks start (default monday)
                 * @example sunday
                 */
                week_start?: "monday" | "sunday" | "saturday";
            };
            header?: never;
            path: {
                /** @example pair-survival */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description null where the answer shows none: hidden, empty and absent look alike */
                            cell: {
                                bucket: string | null;
                                ci: {
                                    high: number | null;
                                    level: number;
                                    low: number | null;
                                    method: string;
                                } | null;
                                /** @description With compare: the same cell of the other period */
                                comparison?: {
                                    difference: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                } & {
                                    [key: string]: unknown;
                                };
                                /** @description Participants against others */
                                contrast?: {
                                    [key: string]: unknown;
                                };
                                count?: number | null;
                                /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                curve?: {
                                    at_risk: number;
                                    censored: number | null;
                                    ci_high: number | null;
                                    ci_low: number | null;
                                    day: number;
                                    ended: number | null;
                                    incidence?: number | null;
                                    survival?: number | null;
                                }[];
                                /** @description Side numbers of the estimator */
                                details?: {
                                    [key: string]: number | null;
                                };
                                favourable?: {
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    reason?: string;
                                    value: number | null;
                                };
                                /** @description What to be careful about */
                                flags?: string[];
                                /** @description With reference: this group beside the reference group */
                                gap?: {
                                    difference: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                } & {
                                    [key: string]: unknown;
                                };
                                group: {
                                    [key: string]: string;
                                };
                                /** @description Units too young to count */
                                immature?: number;
                                median?: number | null;
                                median_ci?: (number | null)[] | null;
                                n: number | null;
                                points?: {
                                    at_risk: number;
                                    ci_high: number | null;
                                    ci_low: number | null;
                                    day: number;
                                    incidence?: number | null;
                                    survival?: number | null;
                                }[];
                                quantiles?: {
                                    p50: number;
                                    p95: number;
                                    p99: number;
                                } | null;
                                /** @description Why the value, or only its interval, is missing */
                                reason?: string;
                                /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                release?: string;
                                rmst?: number | null;
                                rmst_ci?: number[] | null;
                                rmst_tau?: number;
                                /** @enum {string} */
                                state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                value: number | null;
                            } | null;
                            /** @description Types about k people or more on each side; null for who has the rows or no counts */
                            events: {
                                events: number;
                                /** @description Avro schema of its records; null where the stream has several */
                                schema: {
                                    id: number;
                                    version: number;
                                } | null;
                                topic: string;
                                type: string;
                            }[] | null;
                            sources: {
                                relations: string[];
                                streams: {
                                    /** @description Avro schema of its records; null where the stream has several */
                                    schema: {
                                        id: number;
                                        version: number;
                                    } | null;
                                    topic: string;
                                    types: string[];
                                }[];
                            };
                            /** @description For administrators; null for everybody else */
                            units: {
                                at: string | null;
                                events?: {
                                    event_id: string;
                                    occurred_at: string;
                                    offset: string;
                                    partition: number;
                                    recorded_at: string;
                                    /** @description Avro schema of its records; null where the stream has several */
                                    schema: {
                                        id: number;
                                        version: number;
                                    } | null;
                                    stored_at: string;
                                    superseded_by: string | null;
                                    supersedes: string | null;
                                    topic: string;
                                    type: string;
                                }[];
                                events_left_out?: number;
                                gives: {
                                    [key: string]: unknown;
                                };
                                /** @enum {string} */
                                state: "counted" | "immature" | "left_out";
                                unit: {
                                    [key: string]: string;
                                };
                            }[] | null;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /**
                             * @description What this caller sees
                             * @enum {string}
                             */
                            detail: "units" | "counts" | "sources";
                            next_cursor: string | null;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsIdSeries: {
        parameters: {
            query?: {
                /**
                 * @description With compare=year: the same dates (default), or the same weekdays
                 * @example weekday
                 */
                align?: "date" | "weekday";
                /**
                 * @description RFC 3339: what had happened by then (default now)
                 * @example 2024-10-24T19:33:01Z
                 */
                as_of?: string;
                /**
                 * @description Beside each row that of another period: the one before, a year before, or one of your own
                 * @example previous
                 */
                compare?: "previous" | "year" | "custom";
                /**
                 * @description With compare=custom: first local date of that period
                 * @example 2018-01-01
                 */
                compare_from?: string;
                /**
                 * @description With compare=custom: first local date after it
                 * @example 2019-01-01
                 */
                compare_to?: string;
                /**
                 * @description Times to an event: full for the whole curve beside its fixed points, protected at every 30 days that tell of nobody. Live answers only
                 * @example full
                 */
                curve?: "full";
                /**
                 * @description How durations are counted: fractions of 24 hours, or calendar days
                 * @example calendar
                 */
                duration?: "exact" | "calendar";
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.age_band"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.assessment"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cancelled_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.category"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.code"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.discussed"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.dose"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_kind"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_reason"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.engagement"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.evidence"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.health"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument_version"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.match_method"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure_range"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.milestone"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mode"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.obstacle"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.programme"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rater"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rule"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.scale"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.skill"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.stream"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.term"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.topic"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.type"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.wave"?: string;
                /** @description csv: one line a row, RFC 4180 */
                format?: "json" | "csv";
                /**
                 * @description First local date, in the programme's zone
                 * @example 2019-01-01
                 */
                from?: string;
                /**
                 * @description One row per such bucket; absent: one row for the whole range
                 * @example month
                 */
                grain?: "day" | "week" | "month" | "quarter" | "year";
                /**
                 * @description At most two dimensions, separated by commas
                 * @example start_year
                 */
                group_by?: string;
                /**
                 * @description Days; what it means stands in the metric
                 * @example 365
                 */
                horizon?: string;
                /**
                 * @description Participants against others: when the clock starts. Only pairing; others are refused, with the reason
                 * @example pairing
                 */
                index?: string;
                /**
                 * @description RFC 3339: what had been told by then (default now)
                 * @example 2026-11-01T00:00:00Z
                 */
                known_at?: string;
                /**
                 * @description Participants against others: how the difference is made
                 * @example matched
                 */
                method?: "raw" | "matched" | "difference_in_differences";
                /**
                 * @description Only this programme
                 * @example code-review
                 */
                programme?: string;
                /**
                 * @description A value of the first breakdown; every other group is set beside it
                 * @example 2019
                 */
                reference?: string;
                /**
                 * @description First local date that is left out: ranges are half-open
                 * @example 2020-01-01
                 */
                to?: string;
                /**
                 * @description With grain week: the day on which weeks start (default monday)
                 * @example sunday
                 */
                week_start?: "monday" | "sunday" | "saturday";
            };
            header?: never;
            path: {
                /** @example pair-survival */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            bucket: string | null;
                            ci: {
                                high: number | null;
                                level: number;
                                low: number | null;
                                method: string;
                            } | null;
                            /** @description With compare: the same cell of the other period */
                            comparison?: {
                                difference: {
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    reason?: string;
                                    value: number | null;
                                };
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description Participants against others */
                            contrast?: {
                                [key: string]: unknown;
                            };
                            count?: number | null;
                            /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                            curve?: {
                                at_risk: number;
                                censored: number | null;
                                ci_high: number | null;
                                ci_low: number | null;
                                day: number;
                                ended: number | null;
                                incidence?: number | null;
                                survival?: number | null;
                            }[];
                            /** @description Side numbers of the estimator */
                            details?: {
                                [key: string]: number | null;
                            };
                            favourable?: {
                                ci: {
                                    high: number | null;
                                    level: number;
                                    low: number | null;
                                    method: string;
                                } | null;
                                reason?: string;
                                value: number | null;
                            };
                            /** @description What to be careful about */
                            flags?: string[];
                            /** @description With reference: this group beside the reference group */
                            gap?: {
                                difference: {
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    reason?: string;
                                    value: number | null;
                                };
                            } & {
                                [key: string]: unknown;
                            };
                            group: {
                                [key: string]: string;
                            };
                            /** @description Units too young to count */
                            immature?: number;
                            median?: number | null;
                            median_ci?: (number | null)[] | null;
                            n: number | null;
                            points?: {
                                at_risk: number;
                                ci_high: number | null;
                                ci_low: number | null;
                                day: number;
                                incidence?: number | null;
                                survival?: number | null;
                            }[];
                            quantiles?: {
                                p50: number;
                                p95: number;
                                p99: number;
                            } | null;
                            /** @description Why the value, or only its interval, is missing */
                            reason?: string;
                            /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                            release?: string;
                            rmst?: number | null;
                            rmst_ci?: number[] | null;
                            rmst_tau?: number;
                            /** @enum {string} */
                            state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                            value: number | null;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            as_of: string;
                            caveats: string[];
                            comparison?: {
                                from: string;
                                kind: string;
                                to: string;
                            };
                            definition: string;
                            direction: string;
                            duration: string | null;
                            known_at: string;
                            lineage: {
                                grain: string;
                                relations: string[];
                            };
                            metric: string;
                            protection: {
                                k: number;
                            };
                            query: {
                                as_of: string;
                                curve?: string;
                                duration: string | null;
                                from: string | null;
                                grain: string | null;
                                group_by: string[];
                                horizon: number | null;
                                known_at: string;
                                method?: string;
                                metric: string;
                                programme: string | null;
                                to: string | null;
                                week_start?: string;
                                where: {
                                    [key: string]: string[];
                                };
                            };
                            reference?: string;
                            /** @description Released answers: of which release */
                            release?: {
                                /** @description as_of and known_at of every answer */
                                at: string;
                                /** @example 2026-11-23T02:00:00Z */
                                id: string;
                                made_at: string;
                            };
                            row_count: number;
                            suppressed_cells: number;
                            time_refers_to: string;
                            time_zones: string[];
                            title: string;
                            unit: string;
                            version: number;
                        };
                    };
                    "text/csv": string;
                };
            };
            /** @description Nothing new since that ETag */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsIdTriangle: {
        parameters: {
            query?: {
                /**
                 * @description With compare=year: the same dates (default), or the same weekdays
                 * @example weekday
                 */
                align?: "date" | "weekday";
                /**
                 * @description RFC 3339: what had happened by then (default now)
                 * @example 2024-10-24T19:33:01Z
                 */
                as_of?: string;
                /** @description Who starts in one month, quarter or year is a cohort */
                cohort?: "month" | "quarter" | "year";
                /**
                 * @description Beside each row that of another period: the one before, a year before, or one of your own
                 * @example previous
                 */
                compare?: "previous" | "year" | "custom";
                /**
                 * @description With compare=custom: first local date of that period
                 * @example 2018-01-01
                 */
                compare_from?: string;
                /**
                 * @description With compare=custom: first local date after it
                 * @example 2019-01-01
                 */
                compare_to?: string;
                /**
                 * @description How durations are counted: fractions of 24 hours, or calendar days
                 * @example calendar
                 */
                duration?: "exact" | "calendar";
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.age_band"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.assessment"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cancelled_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.category"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.code"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.discussed"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.dose"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_kind"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_reason"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.end_side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.engagement"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.evidence"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.health"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.instrument_version"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.match_method"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.measure_range"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentee_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_cohort"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_department"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_gender"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_job_family"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_level"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mentor_location"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.milestone"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.mode"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.obstacle"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.pairing_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.programme"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rater"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.rule"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.scale"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.side"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.skill"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_month"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_quarter"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.start_year"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.stream"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.term"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.topic"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.type"?: string;
                /** @description Only these values, separated by commas; a leading ! excludes. The metric says whether it has this one */
                "f.wave"?: string;
                /**
                 * @description First local date, in the programme's zone
                 * @example 2019-01-01
                 */
                from?: string;
                /**
                 * @description At most two dimensions, separated by commas
                 * @example start_year
                 */
                group_by?: string;
                /**
                 * @description Participants against others: when the clock starts. Only pairing; others are refused, with the reason
                 * @example pairing
                 */
                index?: string;
                /**
                 * @description RFC 3339: what had been told by then (default now)
                 * @example 2026-11-01T00:00:00Z
                 */
                known_at?: string;
                /**
                 * @description Participants against others: how the difference is made
                 * @example matched
                 */
                method?: "raw" | "matched" | "difference_in_differences";
                /** @description Length of a step (default: that of a cohort) */
                period?: "month" | "quarter" | "year";
                /**
                 * @description How many steps (default 12)
                 * @example 6
                 */
                periods?: string;
                /**
                 * @description Only this programme
                 * @example code-review
                 */
                programme?: string;
                /**
                 * @description A value of the first breakdown; every other group is set beside it
                 * @example 2019
                 */
                reference?: string;
                /**
                 * @description First local date that is left out: ranges are half-open
                 * @example 2020-01-01
                 */
                to?: string;
            };
            header?: never;
            path: {
                /** @example pair-survival */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            cells: {
                                ci: {
                                    high: number | null;
                                    level: number;
                                    low: number | null;
                                    method: string;
                                } | null;
                                day: number;
                                n: number | null;
                                period: number;
                                reason?: string;
                                /** @enum {string} */
                                state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                value: number | null;
                            }[];
                            cohort: string;
                            group: {
                                [key: string]: string;
                            };
                            size: number | null;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            as_of: string;
                            caveats: string[];
                            comparison?: {
                                from: string;
                                kind: string;
                                to: string;
                            };
                            definition: string;
                            direction: string;
                            duration: string | null;
                            known_at: string;
                            lineage: {
                                grain: string;
                                relations: string[];
                            };
                            metric: string;
                            protection: {
                                k: number;
                            };
                            query: {
                                as_of: string;
                                curve?: string;
                                duration: string | null;
                                from: string | null;
                                grain: string | null;
                                group_by: string[];
                                horizon: number | null;
                                known_at: string;
                                method?: string;
                                metric: string;
                                programme: string | null;
                                to: string | null;
                                week_start?: string;
                                where: {
                                    [key: string]: string[];
                                };
                            };
                            reference?: string;
                            /** @description Released answers: of which release */
                            release?: {
                                /** @description as_of and known_at of every answer */
                                at: string;
                                /** @example 2026-11-23T02:00:00Z */
                                id: string;
                                made_at: string;
                            };
                            row_count: number;
                            suppressed_cells: number;
                            time_refers_to: string;
                            time_zones: string[];
                            title: string;
                            triangle: {
                                cohort: string;
                                period: string;
                                period_days: number;
                                periods: number;
                            };
                            unit: string;
                            version: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsIdVersions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example pair-survival */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            date: string;
                            version: number;
                            what: string;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            metric: string;
                            row_count: number;
                            version: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getPairingsIdTimeline: {
        parameters: {
            query?: {
                /** @description Only what had happened by then */
                as_of?: string;
                /** @description Only what had been told by then */
                known_at?: string;
                /** @description Only in this programme */
                programme?: string;
            };
            header?: never;
            path: {
                /** @example pair-0001 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            events: {
                                event_id: string;
                                fields: {
                                    [key: string]: unknown;
                                };
                                occurred_at: string;
                                /** @description For administrators; null for everybody else, whom it would tell how much others send */
                                offset: string | null;
                                /** @description For administrators; null for everybody else, whom it would tell how much others send */
                                partition: number | null;
                                recorded_at: string;
                                /** @description Avro schema of its records; null where the stream has several */
                                schema: {
                                    id: number;
                                    version: number;
                                } | null;
                                stored_at: string;
                                superseded_by: string | null;
                                supersedes: string | null;
                                topic: string;
                                type: string;
                            }[];
                            events_left_out: number;
                            mentee_id: string | null;
                            mentor_id: string | null;
                            pairing_id: string;
                            programme_id: string;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            row_count: number;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProgrammes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            cadence_days: number | null;
                            /** @description Local date of its earliest event */
                            first_event_on: string | null;
                            id: string;
                            /** @description Local date of its latest event: numbers about later times count everybody as silent */
                            last_event_on: string | null;
                            name: string;
                            time_zone: string;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postQuery: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "queries": [
                 *         {
                 *           "metric": "pair-survival",
                 *           "programme": "code-review",
                 *           "group_by": [
                 *             "start_year"
                 *           ]
                 *         },
                 *         {
                 *           "metric": "no-show",
                 *           "where": {
                 *             "side": [
                 *               "mentee"
                 *             ]
                 *           },
                 *           "grain": "month",
                 *           "from": "2026-01-01",
                 *           "to": "2026-07-01"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    queries: ({
                        metric: string;
                    } & {
                        [key: string]: unknown;
                    })[];
                };
            };
        };
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: ({
                            data: {
                                bucket: string | null;
                                ci: {
                                    high: number | null;
                                    level: number;
                                    low: number | null;
                                    method: string;
                                } | null;
                                /** @description With compare: the same cell of the other period */
                                comparison?: {
                                    difference: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                } & {
                                    [key: string]: unknown;
                                };
                                /** @description Participants against others */
                                contrast?: {
                                    [key: string]: unknown;
                                };
                                count?: number | null;
                                /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                curve?: {
                                    at_risk: number;
                                    censored: number | null;
                                    ci_high: number | null;
                                    ci_low: number | null;
                                    day: number;
                                    ended: number | null;
                                    incidence?: number | null;
                                    survival?: number | null;
                                }[];
                                /** @description Side numbers of the estimator */
                                details?: {
                                    [key: string]: number | null;
                                };
                                favourable?: {
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    reason?: string;
                                    value: number | null;
                                };
                                /** @description What to be careful about */
                                flags?: string[];
                                /** @description With reference: this group beside the reference group */
                                gap?: {
                                    difference: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                } & {
                                    [key: string]: unknown;
                                };
                                group: {
                                    [key: string]: string;
                                };
                                /** @description Units too young to count */
                                immature?: number;
                                median?: number | null;
                                median_ci?: (number | null)[] | null;
                                n: number | null;
                                points?: {
                                    at_risk: number;
                                    ci_high: number | null;
                                    ci_low: number | null;
                                    day: number;
                                    incidence?: number | null;
                                    survival?: number | null;
                                }[];
                                quantiles?: {
                                    p50: number;
                                    p95: number;
                                    p99: number;
                                } | null;
                                /** @description Why the value, or only its interval, is missing */
                                reason?: string;
                                /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                release?: string;
                                rmst?: number | null;
                                rmst_ci?: number[] | null;
                                rmst_tau?: number;
                                /** @enum {string} */
                                state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                value: number | null;
                            }[];
                            meta: {
                                /** @description Who was answered: role and name of the token, or that there was none */
                                access?: string;
                                as_of: string;
                                caveats: string[];
                                comparison?: {
                                    from: string;
                                    kind: string;
                                    to: string;
                                };
                                definition: string;
                                direction: string;
                                duration: string | null;
                                known_at: string;
                                lineage: {
                                    grain: string;
                                    relations: string[];
                                };
                                metric: string;
                                protection: {
                                    k: number;
                                };
                                query: {
                                    as_of: string;
                                    curve?: string;
                                    duration: string | null;
                                    from: string | null;
                                    grain: string | null;
                                    group_by: string[];
                                    horizon: number | null;
                                    known_at: string;
                                    method?: string;
                                    metric: string;
                                    programme: string | null;
                                    to: string | null;
                                    week_start?: string;
                                    where: {
                                        [key: string]: string[];
                                    };
                                };
                                reference?: string;
                                /** @description Released answers: of which release */
                                release?: {
                                    /** @description as_of and known_at of every answer */
                                    at: string;
                                    /** @example 2026-11-23T02:00:00Z */
                                    id: string;
                                    made_at: string;
                                };
                                row_count: number;
                                suppressed_cells: number;
                                time_refers_to: string;
                                time_zones: string[];
                                title: string;
                                unit: string;
                                version: number;
                            };
                        } | {
                            problem: {
                                code: string;
                                detail: string;
                                errors?: {
                                    code?: string;
                                    message: string;
                                    parameter?: string;
                                    pointer?: string;
                                }[];
                                status: number;
                                title: string;
                            };
                        })[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReleases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description as_of and known_at of every answer */
                            at: string;
                            /** @example 2026-11-23T02:00:00Z */
                            id: string;
                            made_at: string;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptions: {
        parameters: {
            query?: {
                /**
                 * @description Only of this programme
                 * @example engineering-2026
                 */
                programme?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Where to, for its owner only */
                            channel: {
                                /** @enum {string} */
                                kind: "email" | "webhook";
                                to?: string;
                                url?: string;
                            };
                            created_at: string;
                            /** @enum {string} */
                            every: "week" | "month";
                            id: string;
                            last: {
                                at: string;
                                /** @example 2026-w47 */
                                period: string;
                                /** @description not_complete, records_waiting, history_arriving or not_released where it waits; token_ended, no_address, question_refused or not_delivered where it failed */
                                reason: string | null;
                                /** @enum {string} */
                                state: "sent" | "waiting" | "failed";
                            } | null;
                            mine: boolean;
                            month_day: number | null;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            page: string;
                            programme: string;
                            question: {
                                metric: string;
                            } & {
                                [key: string]: unknown;
                            };
                            state: string;
                            title: string;
                            weekday: number | null;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptions: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    channel: {
                        /** @enum {string} */
                        kind: "email";
                        /** Format: email */
                        to: string;
                    } | {
                        /** @enum {string} */
                        kind: "webhook";
                        url: string;
                    };
                    /** @enum {string} */
                    every: "week" | "month";
                    /** @description Monthly: the day of the following month from which on it is delivered, 1 to 28 */
                    month_day?: number;
                    /** @description The page that its link opens */
                    page?: string;
                    /**
                     * @description As POST /v1/query takes it, about one programme, without a period
                     * @example {
                     *       "metric": "meetings",
                     *       "programme": "engineering-2026"
                     *     }
                     */
                    question: {
                        metric: string;
                    } & {
                        [key: string]: unknown;
                    };
                    state?: string;
                    /** @example Meetings of the week */
                    title: string;
                    /** @description Weekly: the day of the following week from which on it is delivered, 1 (Monday) to 7 */
                    weekday?: number;
                };
            };
        };
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Where to, for its owner only */
                            channel: {
                                /** @enum {string} */
                                kind: "email" | "webhook";
                                to?: string;
                                url?: string;
                            };
                            created_at: string;
                            /** @enum {string} */
                            every: "week" | "month";
                            id: string;
                            last: {
                                at: string;
                                /** @example 2026-w47 */
                                period: string;
                                /** @description not_complete, records_waiting, history_arriving or not_released where it waits; token_ended, no_address, question_refused or not_delivered where it failed */
                                reason: string | null;
                                /** @enum {string} */
                                state: "sent" | "waiting" | "failed";
                            } | null;
                            mine: boolean;
                            month_day: number | null;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            page: string;
                            programme: string;
                            question: {
                                metric: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description Webhooks: signs what is posted; shown once */
                            secret?: string;
                            state: string;
                            title: string;
                            weekday: number | null;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Where to, for its owner only */
                            channel: {
                                /** @enum {string} */
                                kind: "email" | "webhook";
                                to?: string;
                                url?: string;
                            };
                            created_at: string;
                            /** @enum {string} */
                            every: "week" | "month";
                            id: string;
                            last: {
                                at: string;
                                /** @example 2026-w47 */
                                period: string;
                                /** @description not_complete, records_waiting, history_arriving or not_released where it waits; token_ended, no_address, question_refused or not_delivered where it failed */
                                reason: string | null;
                                /** @enum {string} */
                                state: "sent" | "waiting" | "failed";
                            } | null;
                            mine: boolean;
                            month_day: number | null;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            page: string;
                            programme: string;
                            question: {
                                metric: string;
                            } & {
                                [key: string]: unknown;
                            };
                            state: string;
                            title: string;
                            weekday: number | null;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSubscriptionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            /** @enum {boolean} */
                            removed: true;
                        };
                        links: {
                            list: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSubscriptionsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    channel?: {
                        /** @enum {string} */
                        kind: "email";
                        /** Format: email */
                        to: string;
                    } | {
                        /** @enum {string} */
                        kind: "webhook";
                        url: string;
                    };
                    month_day?: number | null;
                    title?: string;
                    weekday?: number | null;
                };
            };
        };
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            /** @description Where to, for its owner only */
                            channel: {
                                /** @enum {string} */
                                kind: "email" | "webhook";
                                to?: string;
                                url?: string;
                            };
                            created_at: string;
                            /** @enum {string} */
                            every: "week" | "month";
                            id: string;
                            last: {
                                at: string;
                                /** @example 2026-w47 */
                                period: string;
                                /** @description not_complete, records_waiting, history_arriving or not_released where it waits; token_ended, no_address, question_refused or not_delivered where it failed */
                                reason: string | null;
                                /** @enum {string} */
                                state: "sent" | "waiting" | "failed";
                            } | null;
                            mine: boolean;
                            month_day: number | null;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            page: string;
                            programme: string;
                            question: {
                                metric: string;
                            } & {
                                [key: string]: unknown;
                            };
                            /** @description Webhooks: signs what is posted; shown once */
                            secret?: string;
                            state: string;
                            title: string;
                            weekday: number | null;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsIdDeliveries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            at: string;
                            /** @description Whether the numbers that were sent are kept */
                            has_answer: boolean;
                            /** @example 2026-w47 */
                            period: string;
                            /** @description not_complete, records_waiting, history_arriving or not_released where it waits; token_ended, no_address, question_refused or not_delivered where it failed */
                            reason: string | null;
                            /** @enum {string} */
                            state: "sent" | "waiting" | "failed";
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsIdDeliveriesPeriod: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
                /** @example 2026-w47 */
                period: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            answer: {
                                data: {
                                    bucket: string | null;
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    /** @description With compare: the same cell of the other period */
                                    comparison?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    /** @description Participants against others */
                                    contrast?: {
                                        [key: string]: unknown;
                                    };
                                    count?: number | null;
                                    /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                    curve?: {
                                        at_risk: number;
                                        censored: number | null;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        ended: number | null;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    /** @description Side numbers of the estimator */
                                    details?: {
                                        [key: string]: number | null;
                                    };
                                    favourable?: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                    /** @description What to be careful about */
                                    flags?: string[];
                                    /** @description With reference: this group beside the reference group */
                                    gap?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    group: {
                                        [key: string]: string;
                                    };
                                    /** @description Units too young to count */
                                    immature?: number;
                                    median?: number | null;
                                    median_ci?: (number | null)[] | null;
                                    n: number | null;
                                    points?: {
                                        at_risk: number;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    quantiles?: {
                                        p50: number;
                                        p95: number;
                                        p99: number;
                                    } | null;
                                    /** @description Why the value, or only its interval, is missing */
                                    reason?: string;
                                    /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                    release?: string;
                                    rmst?: number | null;
                                    rmst_ci?: number[] | null;
                                    rmst_tau?: number;
                                    /** @enum {string} */
                                    state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                    value: number | null;
                                }[];
                                meta: {
                                    /** @description Who was answered: role and name of the token, or that there was none */
                                    access?: string;
                                    as_of: string;
                                    caveats: string[];
                                    comparison?: {
                                        from: string;
                                        kind: string;
                                        to: string;
                                    };
                                    definition: string;
                                    direction: string;
                                    duration: string | null;
                                    known_at: string;
                                    lineage: {
                                        grain: string;
                                        relations: string[];
                                    };
                                    metric: string;
                                    protection: {
                                        k: number;
                                    };
                                    query: {
                                        as_of: string;
                                        curve?: string;
                                        duration: string | null;
                                        from: string | null;
                                        grain: string | null;
                                        group_by: string[];
                                        horizon: number | null;
                                        known_at: string;
                                        method?: string;
                                        metric: string;
                                        programme: string | null;
                                        to: string | null;
                                        week_start?: string;
                                        where: {
                                            [key: string]: string[];
                                        };
                                    };
                                    reference?: string;
                                    /** @description Released answers: of which release */
                                    release?: {
                                        /** @description as_of and known_at of every answer */
                                        at: string;
                                        /** @example 2026-11-23T02:00:00Z */
                                        id: string;
                                        made_at: string;
                                    };
                                    row_count: number;
                                    suppressed_cells: number;
                                    time_refers_to: string;
                                    time_zones: string[];
                                    title: string;
                                    unit: string;
                                    version: number;
                                };
                            };
                            period: string;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSubscriptionsIdMail: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mail */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSubscriptionsIdPreview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            answer: {
                                data: {
                                    bucket: string | null;
                                    ci: {
                                        high: number | null;
                                        level: number;
                                        low: number | null;
                                        method: string;
                                    } | null;
                                    /** @description With compare: the same cell of the other period */
                                    comparison?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    /** @description Participants against others */
                                    contrast?: {
                                        [key: string]: unknown;
                                    };
                                    count?: number | null;
                                    /** @description With curve=full: the whole curve; how many had ended and were no longer followed by then */
                                    curve?: {
                                        at_risk: number;
                                        censored: number | null;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        ended: number | null;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    /** @description Side numbers of the estimator */
                                    details?: {
                                        [key: string]: number | null;
                                    };
                                    favourable?: {
                                        ci: {
                                            high: number | null;
                                            level: number;
                                            low: number | null;
                                            method: string;
                                        } | null;
                                        reason?: string;
                                        value: number | null;
                                    };
                                    /** @description What to be careful about */
                                    flags?: string[];
                                    /** @description With reference: this group beside the reference group */
                                    gap?: {
                                        difference: {
                                            ci: {
                                                high: number | null;
                                                level: number;
                                                low: number | null;
                                                method: string;
                                            } | null;
                                            reason?: string;
                                            value: number | null;
                                        };
                                    } & {
                                        [key: string]: unknown;
                                    };
                                    group: {
                                        [key: string]: string;
                                    };
                                    /** @description Units too young to count */
                                    immature?: number;
                                    median?: number | null;
                                    median_ci?: (number | null)[] | null;
                                    n: number | null;
                                    points?: {
                                        at_risk: number;
                                        ci_high: number | null;
                                        ci_low: number | null;
                                        day: number;
                                        incidence?: number | null;
                                        survival?: number | null;
                                    }[];
                                    quantiles?: {
                                        p50: number;
                                        p95: number;
                                        p99: number;
                                    } | null;
                                    /** @description Why the value, or only its interval, is missing */
                                    reason?: string;
                                    /** @description Released answers: the release whose number this is; a cell about too few new people keeps its last one */
                                    release?: string;
                                    rmst?: number | null;
                                    rmst_ci?: number[] | null;
                                    rmst_tau?: number;
                                    /** @enum {string} */
                                    state: "value" | "zero" | "in_progress" | "not_yet_observable" | "suppressed" | "no_data";
                                    value: number | null;
                                }[];
                                meta: {
                                    /** @description Who was answered: role and name of the token, or that there was none */
                                    access?: string;
                                    as_of: string;
                                    caveats: string[];
                                    comparison?: {
                                        from: string;
                                        kind: string;
                                        to: string;
                                    };
                                    definition: string;
                                    direction: string;
                                    duration: string | null;
                                    known_at: string;
                                    lineage: {
                                        grain: string;
                                        relations: string[];
                                    };
                                    metric: string;
                                    protection: {
                                        k: number;
                                    };
                                    query: {
                                        as_of: string;
                                        curve?: string;
                                        duration: string | null;
                                        from: string | null;
                                        grain: string | null;
                                        group_by: string[];
                                        horizon: number | null;
                                        known_at: string;
                                        method?: string;
                                        metric: string;
                                        programme: string | null;
                                        to: string | null;
                                        week_start?: string;
                                        where: {
                                            [key: string]: string[];
                                        };
                                    };
                                    reference?: string;
                                    /** @description Released answers: of which release */
                                    release?: {
                                        /** @description as_of and known_at of every answer */
                                        at: string;
                                        /** @example 2026-11-23T02:00:00Z */
                                        id: string;
                                        made_at: string;
                                    };
                                    row_count: number;
                                    suppressed_cells: number;
                                    time_refers_to: string;
                                    time_zones: string[];
                                    title: string;
                                    unit: string;
                                    version: number;
                                };
                            };
                            /** @description Whether it would be delivered now */
                            complete: boolean;
                            html: string;
                            period: {
                                from: string;
                                id: string;
                                to: string;
                            };
                            reason: string | null;
                            subject: string;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getViews: {
        parameters: {
            query?: {
                /**
                 * @description Only of this programme
                 * @example engineering-2026
                 */
                programme?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            created_at: string;
                            id: string;
                            mine: boolean;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            page: string;
                            programme: string | null;
                            shared: boolean;
                            /** @description The query string of the page’s address, without the question mark */
                            state: string;
                            title: string;
                        }[];
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            /** @description Who was answered: role and name of the token, or that there was none */
                            access?: string;
                            row_count: number;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postViews: {
        parameters: {
            query?: never;
            header?: {
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example /retention */
                    page: string;
                    /** @description Where absent, the one that the state names */
                    programme?: string;
                    /** @description With everybody who sees the programme; false where absent */
                    shared?: boolean;
                    /** @example programme=engineering-2026&tab=curve */
                    state?: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            created_at: string;
                            id: string;
                            mine: boolean;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            page: string;
                            programme: string | null;
                            shared: boolean;
                            /** @description The query string of the page’s address, without the question mark */
                            state: string;
                            title: string;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Refused; code and detail say why */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getViewsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            created_at: string;
                            id: string;
                            mine: boolean;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            page: string;
                            programme: string | null;
                            shared: boolean;
                            /** @description The query string of the page’s address, without the question mark */
                            state: string;
                            title: string;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteViewsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            id: string;
                            /** @enum {boolean} */
                            removed: true;
                        };
                        links: {
                            list: string;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchViewsId: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 01a2b3c4-7c1d-7f0e-8a5f-5d1e64c3a917 */
                id: string;
            };
            cookie?: never;
        };
        /** @description What is left out stays as it is */
        requestBody: {
            content: {
                "application/json": {
                    /** @description With everybody who sees the programme; false where absent */
                    shared?: boolean;
                    title?: string;
                };
            };
        };
        responses: {
            /** @description The answer */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            created_at: string;
                            id: string;
                            mine: boolean;
                            /** @description Name of the token; null where it is no more */
                            owner: string | null;
                            page: string;
                            programme: string | null;
                            shared: boolean;
                            /** @description The query string of the page’s address, without the question mark */
                            state: string;
                            title: string;
                        };
                        links: {
                            [key: string]: string;
                        };
                        meta: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            /** @description The request makes no sense; errors names each place */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A token is needed, or this one is unknown, revoked or over */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description This token may not see that */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not found, or in a programme of others */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The address has more than 4096 characters */
            414: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body has another media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests or cells of this token */
            429: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description A fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description What answers this is away for now */
            503: {
                headers: {
                    /** @description Seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
