import { whyNoBrowser } from '../../apps/testing/browser/chromium.ts'
import { deskBed } from './desk-bed.ts'
import { within, type BenchRow } from './row.ts'

const messages = 5000
const rounds = 5
/** What loads late has loaded, and one look at the relay more has been taken. */
const watchedMs = 6000

/** The sidebar beside a customer who wrote thousands of messages: nothing it does blocks typing for long. */
export async function benchConversation(): Promise<readonly BenchRow[]> {
  if (whyNoBrowser !== undefined) throw new TypeError(whyNoBrowser)
  const bed = await deskBed()
  try {
    await bed.write(messages)
    const longest: number[] = []
    for (let round = 0; round < rounds; round++) {
      const context = await bed.context()
      const { page, frame } = await bed.open(context)
      await page.waitForTimeout(watchedMs)
      longest.push(Number((await frame.locator('html').getAttribute('data-longest-task')) ?? 0))
      await context.close()
    }
    const name = `longest task beside ${messages.toLocaleString('en')} messages`
    return [within({ name, unit: 'ms', limit: 200, rounds: longest })]
  } finally {
    await bed.close()
  }
}
