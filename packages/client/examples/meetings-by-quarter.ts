/** node packages/client/examples/meetings-by-quarter.ts http://127.0.0.1:8702 simulated */
import { asked, createRapportClient } from '@rapport/client';

const [baseUrl = 'http://127.0.0.1:8702', programme = 'simulated', token] = process.argv.slice(2);
const client = createRapportClient({ baseUrl, ...(token === undefined ? {} : { token }) });

const answer = await asked(
  client.GET('/v1/metrics/{id}/series', {
    params: { path: { id: 'meetings-per-pair-month' }, query: { programme, grain: 'quarter' } },
  }),
);
if (answer.ok) {
  const { data, meta } = answer.body;
  process.stdout.write(`${meta.title}, ${meta.unit}, as of ${meta.as_of}\n`);
  for (const { bucket, state, value, n, ci } of data) {
    const shown = value === null ? state : `${value.toFixed(2)} (${ci?.low?.toFixed(2)} to ${ci?.high?.toFixed(2)})`;
    process.stdout.write(`${bucket}  ${shown}  n ${n ?? '–'}\n`);
  }
} else {
  const { code, detail, errors = [] } = answer.problem;
  process.stderr.write(`${code}: ${detail}\n${errors.map(({ message }) => `  ${message}\n`).join('')}`);
  process.exitCode = 1;
}
