import { whyNoBrowser } from '../../apps/testing/browser/chromium.ts'
import { missingDatabase } from './databases.ts'

/** Says before a run which groups of tests are left out, and why. */
export default function nameSkippedGroups(): void {
  const skipped = [
    missingDatabase,
    whyNoBrowser === undefined ? undefined : `browser tests: ${whyNoBrowser}`,
  ].filter((reason) => reason !== undefined)
  for (const reason of skipped) process.stderr.write(`skipped group: ${reason}\n`)
}
