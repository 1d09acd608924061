import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Filing } from '../../core/filing.ts'
import type { HttpDoor } from '../../core/http.ts'
import { channelBed, type ChannelBed } from '../../testing/channel-bed.ts'
import { errorOf, filingOf } from '../contract.ts'
import { pushFilings } from './push-filings.ts'
import type { ExternalResource } from './resource.ts'

let bed: ChannelBed
beforeEach(async () => {
  bed = await channelBed()
})
afterEach(() => bed.close())

function numbered(count: number): readonly Filing[] {
  return Array.from({ length: count }, (_, n) =>
    filingOf(bed, { id: `f${n}`, conversation: `c${n}`, threadId: `t${n}` }),
  )
}

const pushes = () => bed.proxy.calls.filter(({ path }) => path.endsWith('/push'))
const sizes = (): readonly number[] => pushes().map(({ body }) => body.external_resources.length)

/** Answers the nth push with these codes instead of passing it on. */
function script(...answers: readonly (readonly string[])[]): void {
  const left = [...answers]
  bed.proxy.intercept = ({ path, body }) => {
    const codes = path.endsWith('/push') ? left.shift() : undefined
    if (!codes) return undefined
    const resources = body.external_resources as ExternalResource[]
    const results = resources.map(({ external_id: id }, i) => ({
      external_resource_id: id,
      status: { code: codes[i] },
    }))
    return { status: 200, json: { results } }
  }
}

describe('pushFilings in batches', () => {
  it('sends 450 filings in order in batches of at most 200', async () => {
    const filings = numbered(450)
    const results = await bed.helpdesk.file(filings)
    expect(sizes()).toEqual([200, 200, 50])
    expect(results.every(({ outcome }) => outcome === 'filed')).toBe(true)
    const sent = pushes().flatMap(({ body }) =>
      body.external_resources.map((one: ExternalResource) => one.external_id),
    )
    expect(sent).toEqual(filings.map(({ id }) => id))
  })
  it('takes an item already imported for filed', async () => {
    script(['already_imported', 'success'])
    const results = await bed.helpdesk.file(numbered(2))
    expect(results.map(({ outcome }) => outcome)).toEqual(['filed', 'filed'])
  })
  it('sends the halted tail again at once and fails the item at fault alone', async () => {
    script(['success', 'processing_error', 'halted', 'halted'])
    const results = await bed.helpdesk.file(numbered(4))
    expect(sizes()).toEqual([4, 2])
    expect(results.map(({ outcome }) => outcome)).toEqual(['filed', 'failed', 'filed', 'filed'])
    expect(errorOf(results[1])).toMatchObject({
      code: 'helpdesk.invalid',
      retry: 'later',
      details: { status: 'processing_error' },
    })
    expect(await bed.comments()).toHaveLength(2)
  })
  it('keeps what follows in the same thread behind a failed item', async () => {
    script(['processing_error', 'halted', 'halted'])
    const [first, second, other] = numbered(3)
    const follower = { ...(second as Filing), threadId: 't0' }
    const results = await bed.helpdesk.file([first as Filing, follower, other as Filing])
    expect(results.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'filed'])
    expect(errorOf(results[1]).retry).toEqual({ afterMs: 1000 })
    expect((await bed.comments()).map(({ ticket }) => ticket)).toHaveLength(1)
  })
  it('halves a call that is refused as a whole until the item at fault stands alone', async () => {
    bed.proxy.intercept = ({ path, body }) =>
      path.endsWith('/push') && JSON.stringify(body).includes('"f3"')
        ? { status: 422, json: { error: 'RecordInvalid' } }
        : undefined
    const results = await bed.helpdesk.file(numbered(6))
    expect(results.map(({ outcome }) => outcome)).toEqual([
      'filed',
      'filed',
      'filed',
      'failed',
      'filed',
      'filed',
    ])
    expect(errorOf(results[3])).toMatchObject({ code: 'helpdesk.invalid', retry: 'never' })
    expect(await bed.comments()).toHaveLength(5)
  })
  it('stops at once when the token is refused', async () => {
    bed.fault({ match: 'any_channel/push', kind: 'status', status: 401 })
    const results = await bed.helpdesk.file(numbered(450))
    expect(sizes()).toEqual([200])
    expect(new Set(results.map((one) => errorOf(one).code))).toEqual(new Set(['helpdesk.auth']))
  })
  it('treats an account that Zendesk does not know as not connected, never as a bad message', async () => {
    bed.proxy.intercept = ({ path }) =>
      path.endsWith('/push') ? { status: 404, json: { error: 'RecordNotFound' } } : undefined
    const [result] = await bed.helpdesk.file(numbered(1))
    expect(errorOf(result)).toMatchObject({ code: 'helpdesk.auth', retry: 'later' })
  })
  it('believes no answer without one result per item', async () => {
    bed.proxy.intercept = ({ path }) =>
      path.endsWith('/push') ? { status: 200, json: { results: [] } } : undefined
    const [result] = await bed.helpdesk.file(numbered(1))
    expect(errorOf(result)).toMatchObject({ code: 'helpdesk.unconfirmed', outcome: 'unknown' })
  })
  it('gives up a call in which nothing failed and yet all is halted', async () => {
    script(['halted'])
    const [result] = await bed.helpdesk.file(numbered(1))
    expect(sizes()).toEqual([1])
    expect(errorOf(result)).toMatchObject({ code: 'helpdesk.conflict' })
  })
  it('never names a parent, so that no unknown parent can stop a message', async () => {
    await bed.helpdesk.file(numbered(2))
    expect(JSON.stringify(pushes().map(({ body }) => body))).not.toContain('parent_id')
  })
  it('carries more than ten files in further messages of the same filing', async () => {
    const attachments = Array.from({ length: 23 }, (_, n) => ({
      name: `${n}.png`,
      contentType: 'image/png',
      bytes: new Uint8Array([1]),
      token: `token${n}`,
    }))
    const [result] = await bed.helpdesk.file([filingOf(bed, { attachments })])
    expect(result?.outcome).toBe('filed')
    const sent: ExternalResource[] = pushes()[0]?.body.external_resources
    expect(sent.map((one) => [one.external_id, one.file_urls?.length])).toEqual([
      ['filing-1', 10],
      ['filing-1:files:2', 10],
      ['filing-1:files:3', 3],
    ])
    expect(new Set((await bed.comments()).map(({ ticket }) => ticket)).size).toBe(1)
  })
})

/** The documented rules in memory: in order, and the first one that fails stops the rest. */
function framework(bad: ReadonlySet<string>, imported: string[]): HttpDoor {
  return {
    call({ json }) {
      const { external_resources: resources } = json as {
        external_resources: readonly ExternalResource[]
      }
      let isHalted = false
      const results = resources.map(({ external_id: id }) => {
        const code = isHalted ? 'halted' : bad.has(id) ? 'processing_error' : 'success'
        isHalted = code !== 'success'
        if (code === 'success') imported.push(id)
        return { external_resource_id: id, status: { code } }
      })
      const text = JSON.stringify({ results })
      const body = new TextEncoder().encode(text)
      return Promise.resolve({ status: 200, headers: {}, body, text: () => text })
    },
  }
}

describe('pushFilings around bad items', () => {
  it('imports every good item once and in order, whatever fails between them', async () => {
    const items = fc.array(fc.boolean(), { minLength: 1, maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(items, async (goods) => {
        const filings = numbered(goods.length)
        const bad = new Set(filings.filter((_, i) => !goods[i]).map(({ id }) => id))
        // As many calls as one attempt may cost are enough for this many bad ones.
        fc.pre(bad.size < 24)
        const imported: string[] = []
        const http = framework(bad, imported)
        const options = { ...bed.options, doors: { ...bed.options.doors, http } }
        const instance = { account: 'wx', name: '', instancePushId: 'p', accessToken: 't' }
        const results = await pushFilings({ options, instance, requestId: 'r' }, filings)
        const good = filings.filter(({ id }) => !bad.has(id)).map(({ id }) => id)
        expect(imported).toEqual(good)
        expect(results.filter(({ outcome }) => outcome === 'filed').map(({ id }) => id)).toEqual(
          good,
        )
      }),
      { numRuns: 200 },
    )
  })
})
