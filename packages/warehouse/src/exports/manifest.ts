/** What an export says of itself: enough to know what it is, whether it is whole, and how to ask for the same again. */
import type { Generalisation } from './anonymous-rows.ts';
import { type ExportColumn, type ExportFormat, type ExportVariant, formatFacts } from './export-formats.ts';
import type { WrittenFile } from './write-result.ts';

export type ManifestParts = {
  id: string;
  kind: 'metric' | 'rows';
  format: ExportFormat;
  variant: ExportVariant;
  /** The question as it was understood, defaults filled in. */
  query: Readonly<Record<string, unknown>>;
  /** RFC 3339; what had happened by then, as far as it was known by then. */
  asOf: string;
  knownAt: string;
  columns: readonly Pick<ExportColumn, 'name' | 'type' | 'comment'>[];
  definitions: readonly { kind: 'metric' | 'reporting_view' | 'anonymous_rows'; id: string; version: number }[];
  access: {
    role: string;
    programmes: 'all' | readonly string[];
    protection: 'none' | { k: number };
    answers: 'live' | 'released';
    release: string | null;
  };
  /** What a reader has to know. */
  notes: readonly string[];
  generalisation?: Generalisation;
  /** Where a feed goes on from, for who is given plain rows. */
  feedPosition?: string;
};

export type ExportManifest = ReturnType<typeof manifestOf>;

/** The manifest of a written file. `createdAt` is epoch milliseconds. */
export function manifestOf(parts: ManifestParts, file: WrittenFile, createdAt: number) {
  const { id, kind, format, variant, query, asOf, knownAt, columns, definitions, access, notes } = parts;
  const { extension, mediaType } = formatFacts[format];
  return {
    manifest_version: 1,
    id,
    kind,
    created_at: new Date(createdAt).toISOString(),
    file: { name: `${id}.${extension}`, format, variant, media_type: mediaType, ...file },
    query,
    as_of: asOf,
    known_at: knownAt,
    schema: columns.map(({ name, type, comment }) => ({ name, type, comment })),
    definitions: [...definitions],
    access,
    notes: [...notes],
    ...(parts.generalisation === undefined ? {} : { generalisation: parts.generalisation }),
    ...(parts.feedPosition === undefined ? {} : { feed_position: parts.feedPosition }),
  };
}
