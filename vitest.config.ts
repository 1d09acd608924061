import { defineConfig } from 'vitest/config'

/** Rooms without I/O, clock or globals: their tests cannot get in each other's way, so that they share one context. */
const pure = ['api', 'core', 'kpi', 'language', 'persona', 'understanding']
const pureTests = pure.map((room) => `server/${room}/**/*.test.ts`)

export default defineConfig({
  test: {
    setupFiles: ['server/testing/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // An ES module that takes the default export of a CommonJS one the way bundlers do, not as Node does.
    server: { deps: { inline: ['@zendeskgarden/react-components'] } },
    reporters: ['default'],
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: pureTests, pool: 'threads', isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'rest',
          globalSetup: ['server/testing/skipped-groups.ts'],
          include: ['server/**/*.test.ts', 'apps/**/*.test.{ts,tsx}'],
          exclude: ['**/node_modules/**', ...pureTests],
          pool: 'forks',
        },
      },
    ],
  },
})
