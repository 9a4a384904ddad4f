import { defineConfig } from 'vitest/config';

// Unit tests stand beside the code and need nothing running. Integration tests (*.integration.test.ts) get one
// real Kafka and one real ClickHouse from test/src/stack-setup.ts, on free ports and in a folder of their own.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Both cores of a small machine: the default leaves one idle.
          maxWorkers: 2,
          include: ['{packages,services,schemas,infra,test}/**/src/**/*.test.ts', 'test/chaos/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.integration.test.ts'],
        },
      },
      {
        test: {
          name: 'integration',
          include: [
            '{packages,services,infra,test}/**/src/**/*.integration.test.ts',
            'test/chaos/*.integration.test.ts',
          ],
          exclude: ['**/node_modules/**'],
          globalSetup: ['test/src/stack-setup.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
