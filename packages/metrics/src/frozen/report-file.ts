/** A frozen report as a file that can be carried elsewhere and checked there. */
import { createIssues } from '../request-issues.ts';
import { canonicalJson } from './canonical-json.ts';
import { type FrozenContent, type FrozenReport, reportOf } from './frozen-report.ts';

type ReportFile = { format: 'rapport-frozen-report'; sha256: string; content: FrozenContent };

/** The report as a JSON text, digest included. */
export function reportToFile({ sha256, content }: FrozenReport): string {
  return `${canonicalJson({ format: 'rapport-frozen-report', sha256, content } satisfies ReportFile)}\n`;
}

/** The report of such a text. @throws MetricRequestError where it is none, or its bytes are not those of its digest */
export function reportFromFile(text: string): FrozenReport {
  const issues = createIssues();
  const file = parsed(text);
  if (file === undefined) {
    issues.add('INVALID_REPORT', 'file', 'this file is no frozen report');
    issues.throwIfAny();
  }
  const report = reportOf((file as ReportFile).content);
  if (report.sha256 !== file?.sha256) {
    issues.add('INVALID_REPORT', 'file', 'the content of this file is not what its digest says: it was changed');
  }
  issues.throwIfAny();
  return report;
}

function parsed(text: string): ReportFile | undefined {
  try {
    const value = JSON.parse(text) as Partial<ReportFile> | null;
    const answers = value?.content?.answers;
    return value?.format === 'rapport-frozen-report' && Array.isArray(answers) ? (value as ReportFile) : undefined;
  } catch {
    return undefined;
  }
}
