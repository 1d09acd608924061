import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['server/**/*.test.ts', 'apps/**/*.test.{ts,tsx}'],
    setupFiles: ['server/testing/setup.ts'],
    globalSetup: ['server/testing/skipped-groups.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // An ES module that takes the default export of a CommonJS one the way bundlers do, not as Node does.
    server: { deps: { inline: ['@zendeskgarden/react-components'] } },
    reporters: ['default'],
  },
})
