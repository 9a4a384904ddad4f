/** One export, from its plan to its file and manifest. */
import { type Logger, ProblemError } from '@rapport/service';
import { manifestOf, type ResultReader, writeResult } from '@rapport/warehouse';
import { type ExportPlan, formatOf } from './export-plans.ts';
import type { ExportJob, JobFolder } from './job-folder.ts';

type Dependencies = { folder: JobFolder; reader: ResultReader; logger: Logger; clock: () => number };

type Writing = { job: ExportJob; plan: ExportPlan; maxBytes: number; signal: AbortSignal };

/** Writes the file and then its manifest; gives back what the plan holds, whatever happens. */
export function createExportWriter({ folder, reader, logger, clock }: Dependencies) {
  return async function writeExport({ job, plan, maxBytes, signal }: Writing) {
    const { id, order, access } = job;
    try {
      const chunks = reader.read({ sql: plan.sql, params: plan.params, format: formatOf(order, plan), signal });
      const file = await writeResult(chunks, {
        ...{ path: folder.dataPath(job), format: order.format, expectedRows: plan.expectedRows, signal, maxBytes },
        onProgress: (bytes) => {
          job.bytes = bytes;
        },
      });
      await folder.saveManifest(job, manifestOf({ id, ...plan.manifest }, file, clock()));
      logger.info({ export: id, who: access.name, query: plan.manifest.query, rows: file.rows }, 'wrote an export');
      return file;
    } finally {
      await plan
        .release()
        .catch((error: unknown) => logger.warn({ err: error, export: id }, 'a snapshot stays behind'));
    }
  };
}

/** What a failed job says: refusals in their own words, faults of ours without any. */
export function failureOf(error: unknown): { code: string; message: string } {
  if (error instanceof ProblemError) return { code: error.code, message: error.message };
  const { code, name, message = '', retriable } = error as Error & { code?: string; retriable?: boolean };
  if (name === 'ExportError' || name === 'MetricRequestError') return { code: code ?? name, message };
  return retriable === true
    ? { code: 'WAREHOUSE_UNAVAILABLE', message: 'the warehouse did not give the whole result; ask again' }
    : { code: 'INTERNAL', message: 'the service failed; its log has the cause under this id' };
}
