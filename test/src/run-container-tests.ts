/**
 * What `npm run test:containers` runs: the integration tests on Kafka and ClickHouse in containers, and the tests of that stack
 * itself, then one closing line `N passed, N failed`. Arguments are handed to vitest. Exit code 75 (try again): there is no
 * container engine, or its images cannot be had; nothing was tested then.
 */
import { findContainers } from '@rapport/local-stack';
import { runVitest, testEnvironment } from './vitest-run.ts';

const TRY_AGAIN = 75;

const found = await findContainers(process.env);
if (!found.ok) {
  process.stderr.write(
    `test:containers needs a container engine and two images, and ${found.reason}.\n` +
      'Pull the images, or name others by RAPPORT_KAFKA_IMAGE and RAPPORT_CLICKHOUSE_IMAGE ' +
      '(infra/compose/local-images builds stand-ins where nothing can be pulled).\n',
  );
  process.exit(TRY_AGAIN);
}
process.stderr.write(`Images: ${found.reason}\n`);
const env = { ...testEnvironment(), RAPPORT_STACK: 'containers' };
const { passed, failed } = runVitest(['--project', 'containers', ...process.argv.slice(2)], env);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 && passed > 0 ? 0 : 1);
