import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channelBed, type ChannelBed } from '../../testing/channel-bed.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { errorOf, filingOf, type FilingChanges } from '../contract.ts'

let bed: ChannelBed
beforeEach(async () => {
  bed = await channelBed()
})
afterEach(() => bed.close())

const refuseToken = () => bed.fault({ match: 'any_channel/push', kind: 'status', status: 401 })
const acceptToken = () => bed.world.faults.remove()
async function file(changes: FilingChanges = {}) {
  const [result] = await bed.helpdesk.file([filingOf(bed, changes)])
  return result
}
/** As Zendesk asks, with the state of the test's choice. */
async function ask(state: string) {
  const { body } = await bed.framework.pull({ metadata: [bed.metadata], state: [state] })
  return JSON.parse(body) as { external_resources: { external_id: string }[]; state: string }
}

describe('pull', () => {
  it('hands out nothing while pushes work', async () => {
    await file()
    expect(await ask('[]')).toEqual({ external_resources: [], state: '[]' })
  })
  it('carries messages while the push token is refused, and they count as filed then', async () => {
    refuseToken()
    expect(errorOf(await file())).toMatchObject({ code: 'helpdesk.auth', retry: 'later' })
    expect(await bed.comments()).toEqual([])
    await bed.poll()
    expect((await bed.comments()).map(({ text }) => text)).toEqual([
      '路由器连不上网，灯一直闪红 😀',
    ])
    // The answer may have been lost: only the next poll's state proves that it arrived.
    expect((await file({ isRetry: true }))?.outcome).toBe('failed')
    await bed.poll()
    expect(await file({ isRetry: true })).toEqual({ id: 'filing-1', outcome: 'filed' })
    expect(await bed.comments()).toHaveLength(1)
  })
  it('answers the same state the same way until Zendesk shows the next one', async () => {
    refuseToken()
    await file()
    const first = await ask('[]')
    expect(first.external_resources.map(({ external_id: id }) => id)).toEqual(['filing-1'])
    expect(await ask('[]')).toEqual(first)
    expect(await ask('')).toEqual(first)
    expect(await ask(first.state)).toEqual({ external_resources: [], state: '[]' })
  })
  it('gives the messages again when Zendesk lost the answer, and doubles none', async () => {
    refuseToken()
    await file()
    bed.fault({ match: 'push pull', kind: 'drop_answer', count: 1 })
    await bed.poll()
    expect(await bed.comments()).toEqual([])
    await bed.poll()
    await bed.poll()
    expect(await bed.comments()).toHaveLength(1)
  })
  it('doubles nothing when the token works again before the poll came', async () => {
    refuseToken()
    await file()
    acceptToken()
    expect((await file({ isRetry: true }))?.outcome).toBe('filed')
    await bed.poll()
    await bed.poll()
    expect(await bed.comments()).toHaveLength(1)
    expect((await ask('[]')).external_resources).toEqual([])
  })
  it('is the only way for an account without a push token', async () => {
    const alone = filingOf(bed, { account: 'wb' })
    const [result] = await bed.helpdesk.file([alone])
    expect(errorOf(result).code).toBe('helpdesk.auth')
    expect(bed.proxy.calls).toEqual([])
    // The other account's poll gets none of it.
    expect((await ask('[]')).external_resources).toEqual([])
  })
  it('confirms nothing that was never offered', async () => {
    refuseToken()
    await ask(JSON.stringify(['filing-1', 'filing-2', 7, null]))
    expect((await file({ isRetry: true }))?.outcome).toBe('failed')
  })
  it('confirms what the state names and no more', async () => {
    refuseToken()
    await file()
    await file({ id: 'filing-2', conversation: 'c2', threadId: 't2' })
    const { external_resources: left } = await ask('["filing-1"]')
    expect(left.map(({ external_id: id }) => id)).toEqual(['filing-2'])
    expect((await file({ isRetry: true }))?.outcome).toBe('filed')
    expect((await file({ id: 'filing-2', isRetry: true }))?.outcome).toBe('failed')
  })
  it('counts a filing as arrived only with its last file', async () => {
    refuseToken()
    const attachments = Array.from({ length: 11 }, (_, n) => ({
      name: `${n}.png`,
      contentType: 'image/png',
      bytes: new Uint8Array([1]),
      token: `token${n}`,
    }))
    await file({ attachments })
    await ask('["filing-1"]')
    expect((await file({ attachments, isRetry: true }))?.outcome).toBe('failed')
    await ask('["filing-1:files:2"]')
    expect((await file({ attachments, isRetry: true }))?.outcome).toBe('filed')
  })
  it.each(['no json', '{}', '[', 'null', '"filing-1"', '[[]]'])(
    'takes the odd state %s for none',
    async (state) => {
      refuseToken()
      await file()
      expect((await ask(state)).external_resources).toHaveLength(1)
    },
  )
  it('offers as many as its state can name, oldest first, and then the rest', async () => {
    refuseToken()
    const filings = Array.from({ length: 150 }, (_, n) =>
      filingOf(bed, {
        id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
        threadId: `t${n}`,
      }),
    )
    await bed.helpdesk.file(filings)
    const seen: string[] = []
    for (let { state, external_resources: page } = await ask('[]'); page.length > 0;) {
      expect(state.length).toBeLessThanOrEqual(5000)
      seen.push(...page.map(({ external_id: id }) => id))
      const next = await ask(state)
      state = next.state
      page = next.external_resources
    }
    expect(seen).toEqual(filings.map(({ id }) => id))
  })
  it('keeps no customer text readable in the store', async () => {
    refuseToken()
    await file()
    const kept = await bed.store.kept.get('acme', 'channel-parked:wx')
    expect(kept).toBeDefined()
    expect(kept).not.toContain('路由器')
  })
  it('refuses metadata that is not ours', async () => {
    expect(await failureOf(bed.framework.pull({ metadata: ['acme.x'], state: [] }))).toBe(
      'helpdesk.forged not_done',
    )
    expect(await failureOf(bed.framework.pull({}))).toBe('helpdesk.forged not_done')
  })
})
