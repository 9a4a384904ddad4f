import { defineConfig } from 'vitest/config';

// Unit tests stand beside the code and need nothing running. Integration tests (*.integration.test.ts) get one
// real Kafka and one real ClickHouse from test/src/stack-setup.ts, on free ports and in a folder of their own. The project
// `containers` runs them on a container engine, with the tests of that stack (*.containers.test.ts) and without those of the local one.
const onStack = {
  globalSetup: ['test/src/stack-setup.ts'],
  fileParallelism: false,
  // After the unit tests, not beside them: those take both cores.
  sequence: { groupOrder: 1 },
  testTimeout: 240_000,
  hookTimeout: 180_000,
};

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // Both cores of a small machine: the default leaves one idle.
          maxWorkers: 2,
          include: ['{packages,services,schemas,infra,test}/**/src/**/*.test.ts', 'test/chaos/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.{integration,containers}.test.ts'],
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
          ...onStack,
          // They share the stack by topics and databases of their own, and wait for it most of the time.
          fileParallelism: true,
          maxWorkers: 2,
        },
      },
      {
        // The dashboard as people see it, in Debian's Chromium, over one simulated programme.
        test: {
          name: 'browser',
          include: ['test/browser/*.browser.test.ts'],
          ...onStack,
          globalSetup: ['test/browser/setup.ts'],
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'containers',
          include: [
            '{packages,services,test}/**/src/**/*.integration.test.ts',
            'infra/local/src/containers/*.containers.test.ts',
          ],
          exclude: ['**/node_modules/**'],
          ...onStack,
        },
      },
    ],
  },
});
