import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { relayBed, type Bed } from '../testing/relay-bed.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed()
})
afterEach(() => bed.close())

describe('createFilingDesk', () => {
  it('hands filings over one by one, and in bulk when a backlog builds', async () => {
    const sizes: number[] = []
    const { helpdesk } = bed.runtime.tenants.get('acme') ?? expect.fail('no tenant')
    const { file } = helpdesk
    const slowly: typeof file = async (filings) => {
      sizes.push(filings.length)
      await bed.clock.sleep(100)
      return file(filings)
    }
    Object.assign(helpdesk, { file: slowly })
    async function fileAll(people: readonly string[]): Promise<void> {
      for (const id of people) await bed.say('在吗', { customer: { id } })
      const state = { isSettled: false }
      const working = bed.settle().then(() => Object.assign(state, { isSettled: true }))
      while (!Object.values(state).every(Boolean)) await bed.clock.advance(100)
      await working
    }
    await fileAll(['a1', 'a2', 'a3', 'a4'])
    expect(sizes).toEqual([1, 1, 1, 1])
    await fileAll(Array.from({ length: 60 }, (_, n) => `b${n}`))
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(20)
    expect(bed.helpdesk.filings).toHaveLength(64)
  })
})
