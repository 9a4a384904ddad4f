// Made from services/ingest/openapi.json by generate.ts. `vitest run --project unit packages/client -u` writes it anew.
export interface paths {
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
        /** Kafka answers */
        get: operations["getReadyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put one event or a batch on the log
         * @description Answers 202 only after Kafka has acknowledged with acks=all. Sending an event_id again makes no second event, so every refusal and every broken connection may be answered by sending the same body again.
         */
        post: operations["postEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import files through a mapping
         * @description Answers after Kafka has acknowledged every event. Every row becomes events or a line among the rejects. The same files again give the same event ids, so that nothing counts twice: after a broken connection send them again.
         */
        post: operations["postImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/columns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what files look like: their columns and first rows
         * @description For whoever begins a mapping. Format, delimiter and encoding are guessed.
         */
        post: operations["postImportColumns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what files and a mapping would come to; nothing is written
         * @description Does everything that an import does but sending.
         */
        post: operations["postImportPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A mapping to start from, files that fit it, and a small order for a first try */
        get: operations["getImportTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Accepted: {
            /** Format: uuid */
            event_id: string;
            /** @constant */
            status: "accepted";
        };
        AlertAcknowledged: {
            actor_id?: string;
            alert_id: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "alert.acknowledged";
        };
        AlertRaised: {
            actor_id?: string;
            alert_id: string;
            correlation_id?: string;
            /** Format: date-time */
            data_until_at: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            judged_at: string;
            observed?: {
                [key: string]: string;
            };
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            rule_id: string;
            rule_version: number;
            score: number;
            /** Format: date-time */
            since_at: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "alert.raised";
        };
        AlertResolved: {
            actor_id?: string;
            alert_id: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            note?: string;
            /** Format: date-time */
            occurred_at: string;
            outcome: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "alert.resolved";
        };
        AlertSnoozed: {
            actor_id?: string;
            alert_id: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            note?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            /** Format: date-time */
            snoozed_until_at: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "alert.snoozed";
        };
        CloudEvent: {
            correlationid?: string;
            /** @description the fields of the event, without those that are attributes */
            data?: Record<string, never>;
            /** @description a UUID becomes the event_id; any other text makes one together with source */
            id: string;
            source: string;
            /** @constant */
            specversion: "1.0";
            /**
             * Format: date-time
             * @description becomes occurred_at
             */
            time?: string;
            /** @description meeting.held, mentorship.meeting.held.v1, or that with a reverse domain before it */
            type: string;
        };
        Event: components["schemas"]["ProgrammeConfigured"] | components["schemas"]["ParticipantRegistered"] | components["schemas"]["ParticipantProfileChanged"] | components["schemas"]["ParticipantEnrolled"] | components["schemas"]["ParticipantEnrolmentEnded"] | components["schemas"]["ParticipantEmploymentStarted"] | components["schemas"]["ParticipantPromoted"] | components["schemas"]["ParticipantEmploymentEnded"] | components["schemas"]["ParticipantMilestoneReached"] | components["schemas"]["PairingProposed"] | components["schemas"]["PairingAccepted"] | components["schemas"]["PairingDeclined"] | components["schemas"]["PairingActivated"] | components["schemas"]["PairingPaused"] | components["schemas"]["PairingResumed"] | components["schemas"]["PairingCompleted"] | components["schemas"]["PairingEndedEarly"] | components["schemas"]["PairingVoided"] | components["schemas"]["MeetingScheduled"] | components["schemas"]["MeetingRescheduled"] | components["schemas"]["MeetingCancelled"] | components["schemas"]["MeetingHeld"] | components["schemas"]["MeetingNoShow"] | components["schemas"]["MeetingRated"] | components["schemas"]["SurveyInstrumentPublished"] | components["schemas"]["SurveyInvitationSent"] | components["schemas"]["SurveyResponseSubmitted"] | components["schemas"]["GoalSet"] | components["schemas"]["GoalProgressed"] | components["schemas"]["GoalRevised"] | components["schemas"]["GoalCompleted"] | components["schemas"]["GoalAbandoned"] | components["schemas"]["GoalReopened"] | components["schemas"]["GoalSkillAssessed"] | components["schemas"]["AlertRaised"] | components["schemas"]["AlertAcknowledged"] | components["schemas"]["AlertSnoozed"] | components["schemas"]["AlertResolved"];
        GoalAbandoned: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            goal_id: string;
            obstacle?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "goal.abandoned";
        };
        GoalCompleted: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            goal_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "goal.completed";
        };
        GoalProgressed: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            goal_id: string;
            obstacle?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            progress: number;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "goal.progressed";
        };
        GoalReopened: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            goal_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "goal.reopened";
        };
        GoalRevised: {
            actor_id?: string;
            category?: string;
            correlation_id?: string;
            /** Format: date-time */
            due_at?: string;
            /** Format: uuid */
            event_id?: string;
            goal_id: string;
            obstacle?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /** @enum {string} */
            term?: "short" | "long";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "goal.revised";
        };
        GoalSet: {
            actor_id?: string;
            attributes?: {
                [key: string]: string;
            };
            category?: string;
            correlation_id?: string;
            /** Format: date-time */
            due_at?: string;
            /** Format: uuid */
            event_id?: string;
            goal_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            participant_id: string;
            programme_id: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /** @enum {string} */
            term?: "short" | "long";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "goal.set";
        };
        GoalSkillAssessed: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            instrument_id: string;
            instrument_version?: number;
            /** Format: date-time */
            occurred_at: string;
            pairing_id?: string;
            participant_id: string;
            /** @enum {string} */
            phase: "before" | "during" | "after";
            programme_id: string;
            /** @enum {string} */
            rater: "self" | "mentor" | "mentee" | "manager" | "peer" | "programme" | "other";
            scale_max?: number;
            scale_min?: number;
            score: number;
            skill: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "goal.skill_assessed";
        };
        ImportColumns: {
            files: {
                columns: string[];
                delimiter: string;
                /** @enum {unknown} */
                encoding: "utf-8" | "windows-1252";
                /** @enum {unknown} */
                format: "csv" | "jsonl";
                name: string;
                /** @description The first three rows, cells in the order of the columns */
                rows: string[][];
            }[];
        };
        ImportFiles: {
            files: {
                /** @description Instead of text: the bytes as they are, in whatever encoding */
                base64?: string;
                /** @description Compared with the patterns of the mapping */
                name: string;
                /** @description The content; UTF-8 from here on */
                text?: string;
            }[];
        };
        ImportOrder: {
            files: {
                /** @description Instead of text: the bytes as they are, in whatever encoding */
                base64?: string;
                /** @description Compared with the patterns of the mapping */
                name: string;
                /** @description The content; UTF-8 from here on */
                text?: string;
            }[];
            /** @description The mapping in YAML: GET /v1/imports/template gives one to start from */
            mapping: string;
        };
        ImportPreview: {
            dry_run: boolean;
            events: number;
            events_by_type: {
                [key: string]: number;
            };
            files: {
                /** @description Columns that were empty in every row: a slip in the mapping, perhaps */
                empty_columns: string[];
                events: number;
                file: string;
                imported: number;
                rejected: number;
                /** @description Events whose key an earlier row had: one event in the end */
                repeated_events: number;
                rows: number;
                /** @description Rows for which no event of the mapping applied */
                rows_without_events: number;
            }[];
            imported: number;
            rejected: number;
            /** @description At most 200 */
            rejects: components["schemas"]["Reject"][];
            rejects_omitted: number;
            rows: number;
            /** @description Of each type the first three events, as they would be written */
            sample: {
                [key: string]: unknown;
            }[];
        };
        ImportReport: {
            dry_run: boolean;
            events: number;
            events_by_type: {
                [key: string]: number;
            };
            files: {
                /** @description Columns that were empty in every row: a slip in the mapping, perhaps */
                empty_columns: string[];
                events: number;
                file: string;
                imported: number;
                rejected: number;
                /** @description Events whose key an earlier row had: one event in the end */
                repeated_events: number;
                rows: number;
                /** @description Rows for which no event of the mapping applied */
                rows_without_events: number;
            }[];
            imported: number;
            rejected: number;
            /** @description At most 200 */
            rejects: components["schemas"]["Reject"][];
            rejects_omitted: number;
            rows: number;
        };
        ImportTemplate: {
            files: {
                base64?: string;
                name: string;
                text?: string;
            }[];
            mapping: string;
            small: components["schemas"]["ImportOrder"];
        };
        MeetingCancelled: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            meeting_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            /** @enum {string} */
            side?: "mentor" | "mentee" | "both";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "meeting.cancelled";
        };
        MeetingHeld: {
            actor_id?: string;
            attributes?: {
                [key: string]: string;
            };
            correlation_id?: string;
            duration_minutes?: number;
            /** Format: uuid */
            event_id?: string;
            /** @enum {string} */
            evidence?: "both_confirmed" | "one_confirmed" | "calendar" | "inferred";
            meeting_id: string;
            mode?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: date-time */
            starts_at?: string;
            /** Format: uuid */
            supersedes?: string;
            topics?: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "meeting.held";
        };
        MeetingNoShow: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            meeting_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            /** @enum {string} */
            side: "mentor" | "mentee" | "both";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "meeting.no_show";
        };
        MeetingRated: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            meeting_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            rating: number;
            /** @enum {string} */
            side: "mentor" | "mentee";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "meeting.rated";
        };
        MeetingRescheduled: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            meeting_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "meeting.rescheduled";
        };
        MeetingScheduled: {
            actor_id?: string;
            correlation_id?: string;
            duration_minutes?: number;
            /** Format: uuid */
            event_id?: string;
            meeting_id: string;
            mode?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: date-time */
            starts_at: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "meeting.scheduled";
        };
        PairingAccepted: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            /** @enum {string} */
            side?: "mentor" | "mentee" | "programme";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.accepted";
        };
        PairingActivated: {
            actor_id?: string;
            attributes?: {
                [key: string]: string;
            };
            cadence_days?: number;
            /** Format: date-time */
            committed_end_at?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            mentee_id: string;
            mentor_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.activated";
        };
        PairingCompleted: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.completed";
        };
        PairingDeclined: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            /** @enum {string} */
            side?: "mentor" | "mentee" | "programme";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.declined";
        };
        PairingEndedEarly: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            /** @enum {string} */
            side?: "mentor" | "mentee" | "programme";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.ended_early";
        };
        PairingPaused: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.paused";
        };
        PairingProposed: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            match_method?: string;
            match_score?: number;
            mentee_id: string;
            mentor_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.proposed";
        };
        PairingResumed: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.resumed";
        };
        PairingVoided: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id: string;
            programme_id: string;
            reason?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "pairing.voided";
        };
        ParticipantEmploymentEnded: {
            actor_id?: string;
            correlation_id?: string;
            employment_id: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            participant_id: string;
            programme_id?: string;
            /** @enum {string} */
            separation?: "voluntary" | "involuntary" | "retirement" | "other";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "participant.employment_ended";
        };
        ParticipantEmploymentStarted: {
            actor_id?: string;
            correlation_id?: string;
            employment_id: string;
            /** Format: uuid */
            event_id?: string;
            grade?: number;
            /** Format: date-time */
            occurred_at: string;
            participant_id: string;
            programme_id?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "participant.employment_started";
        };
        ParticipantEnrolled: {
            actor_id?: string;
            attributes?: {
                [key: string]: string;
            };
            cohort?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            participant_id: string;
            programme_id: string;
            /** @enum {string} */
            role: "mentor" | "mentee";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "participant.enrolled";
        };
        ParticipantEnrolmentEnded: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            participant_id: string;
            programme_id: string;
            reason?: string;
            /** @enum {string} */
            role: "mentor" | "mentee";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "participant.enrolment_ended";
        };
        ParticipantMilestoneReached: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            milestone: string;
            /** Format: date-time */
            occurred_at: string;
            participant_id: string;
            programme_id?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "participant.milestone_reached";
        };
        ParticipantProfileChanged: {
            actor_id?: string;
            attributes?: {
                [key: string]: string;
            };
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            participant_id: string;
            programme_id?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "participant.profile_changed";
        };
        ParticipantPromoted: {
            actor_id?: string;
            correlation_id?: string;
            employment_id?: string;
            /** Format: uuid */
            event_id?: string;
            grade?: number;
            /** Format: date-time */
            occurred_at: string;
            participant_id: string;
            programme_id?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "participant.promoted";
        };
        ParticipantRegistered: {
            actor_id?: string;
            attributes?: {
                [key: string]: string;
            };
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            /** Format: date-time */
            occurred_at: string;
            participant_id: string;
            programme_id?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "participant.registered";
        };
        Problem: {
            code: string;
            detail: string;
            errors?: {
                code: string;
                /** @description In a mapping: on which line */
                line?: number;
                message: string;
                /** @description In a mapping: where, as in files[0].events[1].key; or the file */
                place?: string;
                /** @description JSON pointer into the body */
                pointer: string;
            }[];
            instance?: string;
            status: number;
            title: string;
            trace_id?: string;
            /** Format: uri */
            type: string;
        };
        ProgrammeConfigured: {
            actor_id?: string;
            cadence_days?: number;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            name?: string;
            /** Format: date-time */
            occurred_at: string;
            programme_id: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            time_zone: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "programme.configured";
        };
        Reject: {
            code: string;
            column?: string;
            field?: string;
            file: string;
            /** @description Physical line on which the row starts, from 1; a header is line 1 */
            line: number;
            message: string;
            /** @description The row as it is */
            raw?: string;
            /** @description Instead of raw, where the bytes are no UTF-8 */
            raw_base64?: string;
            raw_truncated?: boolean;
        };
        Results: {
            accepted: number;
            rejected: number;
            results: {
                errors?: {
                    code: string;
                    /** @description In a mapping: on which line */
                    line?: number;
                    message: string;
                    /** @description In a mapping: where, as in files[0].events[1].key; or the file */
                    place?: string;
                    /** @description JSON pointer into the body */
                    pointer: string;
                }[];
                event_id?: string;
                index: number;
                /** @enum {unknown} */
                status: "accepted" | "rejected";
            }[];
        };
        SurveyInstrumentPublished: {
            actor_id?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            instrument_id: string;
            instrument_version: number;
            items: {
                item_id: string;
                measure: string;
                /** @default false */
                reverse: boolean;
                scale_max: number;
                scale_min: number;
            }[];
            /** Format: date-time */
            occurred_at: string;
            programme_id?: string;
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "survey.instrument_published";
        };
        SurveyInvitationSent: {
            actor_id?: string;
            /** Format: date-time */
            closes_at?: string;
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            instrument_id: string;
            instrument_version: number;
            invitation_id: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id?: string;
            participant_id: string;
            programme_id: string;
            /** @enum {string} */
            side: "mentor" | "mentee";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "survey.invitation_sent";
            /** @enum {string} */
            wave: "pre" | "mid" | "post" | "exit";
        };
        SurveyResponseSubmitted: {
            actor_id?: string;
            answers: {
                item_id: string;
                value: number;
            }[];
            correlation_id?: string;
            /** Format: uuid */
            event_id?: string;
            instrument_id: string;
            instrument_version: number;
            invitation_id?: string;
            /** Format: date-time */
            occurred_at: string;
            pairing_id?: string;
            participant_id?: string;
            programme_id: string;
            response_id: string;
            /** @enum {string} */
            side: "mentor" | "mentee";
            source?: string;
            /** Format: uuid */
            supersedes?: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            type: "survey.response_submitted";
            /** @enum {string} */
            wave: "pre" | "mid" | "post" | "exit";
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
            /** @description Kafka answers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description not ready; the body says why */
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
    postEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "specversion": "1.0",
                 *         "id": "hr-48112",
                 *         "source": "/hr/pairings",
                 *         "type": "org.example.mentorship.pairing.activated.v1",
                 *         "time": "2026-01-12T08:00:00Z",
                 *         "data": {
                 *           "programme_id": "engineering-2026",
                 *           "pairing_id": "pair-17",
                 *           "mentor_id": "p-3",
                 *           "mentee_id": "p-8"
                 *         }
                 *       }
                 *     ]
                 */
                "application/cloudevents-batch+json": components["schemas"]["CloudEvent"][];
                /**
                 * @example {
                 *       "specversion": "1.0",
                 *       "id": "hr-48112",
                 *       "source": "/hr/pairings",
                 *       "type": "org.example.mentorship.pairing.activated.v1",
                 *       "time": "2026-01-12T08:00:00Z",
                 *       "data": {
                 *         "programme_id": "engineering-2026",
                 *         "pairing_id": "pair-17",
                 *         "mentor_id": "p-3",
                 *         "mentee_id": "p-8"
                 *       }
                 *     }
                 */
                "application/cloudevents+json": components["schemas"]["CloudEvent"];
                "application/json": components["schemas"]["Event"] | components["schemas"]["CloudEvent"] | components["schemas"]["Event"][] | {
                    events: components["schemas"]["Event"][];
                };
            };
        };
        responses: {
            /** @description acknowledged: the event, or every event of the batch */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"] | components["schemas"]["Results"];
                };
            };
            /** @description some events of the batch are acknowledged, the others were refused; results has one entry each */
            207: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "accepted": 1,
                     *       "rejected": 1,
                     *       "results": [
                     *         {
                     *           "index": 0,
                     *           "status": "accepted",
                     *           "event_id": "0190d0f0-7a5e-7c4e-9f6a-3b1c2d4e5f60"
                     *         },
                     *         {
                     *           "index": 1,
                     *           "status": "rejected",
                     *           "event_id": "0190d0f0-7a5e-7c4e-9f6a-3b1c2d4e5f61",
                     *           "errors": [
                     *             {
                     *               "pointer": "/events/1/pairing_id",
                     *               "code": "MISSING",
                     *               "message": "is required"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Results"];
                };
            };
            /** @description the body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token where one is needed, or one that is unknown or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a token that is not for sending events */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 5000000 bytes or 1000 events */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not one of the media types above */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description breaks the contract; errors names each field by JSON pointer (a batch also has results) */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "urn:rapport:problem:event-invalid",
                     *       "title": "The event breaks the contract",
                     *       "status": 422,
                     *       "detail": "pairing_id is required",
                     *       "code": "EVENT_INVALID",
                     *       "errors": [
                     *         {
                     *           "pointer": "/pairing_id",
                     *           "code": "MISSING",
                     *           "message": "is required"
                     *         }
                     *       ],
                     *       "instance": "/v1/events",
                     *       "trace_id": "req-1"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Kafka did not acknowledge, or too much is waiting: nothing is claimed accepted */
            503: {
                headers: {
                    /** @description seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postImport: {
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
                 *       "mapping": "version: 1\nsource: hr-sheet\ntime_zone: Europe/Berlin\nconstants:\n  programme_id: engineering-2026\nfiles:\n  - match: pairs*.csv\n    events:\n      - type: pairing.activated\n        key: pair/{pair}/activated\n        occurred_at: start\n        fields: { pairing_id: pair, mentor_id: mentor, mentee_id: mentee }\n      - type: pairing.ended_early\n        when: end\n        key: pair/{pair}/ended\n        occurred_at: end\n        fields: { pairing_id: pair, reason: why }\n",
                 *       "files": [
                 *         {
                 *           "name": "pairs.csv",
                 *           "text": "pair,mentor,mentee,start,end,why\np-1,m-3,e-8,2026-01-12,,\np-2,m-3,e-9,2026-01-14,2026-03-30,moved\np-3,m-5,e-2,2026-31-01,,\n"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ImportOrder"];
            };
        };
        responses: {
            /** @description what came of every row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReport"];
                };
            };
            /** @description the body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token where one is needed, or one that is unknown or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a token that is not for sending events */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 5000000 bytes: import larger files by the command */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a mapping with mistakes, or a file that does not fit it; errors has path and line. Nothing was imported */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Kafka did not acknowledge, or too much is being imported; send the same again */
            503: {
                headers: {
                    /** @description seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postImportColumns: {
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
                 *       "files": [
                 *         {
                 *           "name": "pairs.csv",
                 *           "text": "pair,mentor,mentee,start,end,why\np-1,m-3,e-8,2026-01-12,,\np-2,m-3,e-9,2026-01-14,2026-03-30,moved\np-3,m-5,e-2,2026-31-01,,\n"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ImportFiles"];
            };
        };
        responses: {
            /** @description what came of every row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportColumns"];
                };
            };
            /** @description the body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token where one is needed, or one that is unknown or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a token that is not for sending events */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 5000000 bytes: import larger files by the command */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a mapping with mistakes, or a file that does not fit it; errors has path and line. Nothing was imported */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Kafka did not acknowledge, or too much is being imported; send the same again */
            503: {
                headers: {
                    /** @description seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postImportPreview: {
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
                 *       "mapping": "version: 1\nsource: hr-sheet\ntime_zone: Europe/Berlin\nconstants:\n  programme_id: engineering-2026\nfiles:\n  - match: pairs*.csv\n    events:\n      - type: pairing.activated\n        key: pair/{pair}/activated\n        occurred_at: start\n        fields: { pairing_id: pair, mentor_id: mentor, mentee_id: mentee }\n      - type: pairing.ended_early\n        when: end\n        key: pair/{pair}/ended\n        occurred_at: end\n        fields: { pairing_id: pair, reason: why }\n",
                 *       "files": [
                 *         {
                 *           "name": "pairs.csv",
                 *           "text": "pair,mentor,mentee,start,end,why\np-1,m-3,e-8,2026-01-12,,\np-2,m-3,e-9,2026-01-14,2026-03-30,moved\np-3,m-5,e-2,2026-31-01,,\n"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ImportOrder"];
            };
        };
        responses: {
            /** @description what came of every row */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            /** @description the body is not JSON */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description no token where one is needed, or one that is unknown or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a token that is not for sending events */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description larger than 5000000 bytes: import larger files by the command */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a mapping with mistakes, or a file that does not fit it; errors has path and line. Nothing was imported */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Kafka did not acknowledge, or too much is being imported; send the same again */
            503: {
                headers: {
                    /** @description seconds */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getImportTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description mapping and files */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportTemplate"];
                };
            };
            /** @description no token where one is needed, or one that is unknown or has ended */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a token that is not for sending events */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description address and headers together are too large */
            431: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description a fault of the service; its log has the cause under trace_id */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
