import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Store } from '../../core/store/index.ts'
import { failureOf } from '../../testing/failure-of.ts'
import { FakeClock } from '../../testing/fake-clock.ts'
import { silentLog } from '../../testing/silent-log.ts'
import { openStore } from '../../store/index.ts'
import { openMetadata, sealMetadata } from './metadata.ts'
import type { ZendeskChannelOptions } from './options.ts'

let store: Store
beforeAll(async () => {
  const options = { masterKey: randomBytes(32), clock: new FakeClock(), log: silentLog }
  store = await openStore({ url: 'sqlite::memory:', ...options })
})
afterAll(() => store.close())

function of(tenant: string, ...accounts: string[]) {
  const instances = accounts.map((account) => ({
    account,
    name: account,
    instancePushId: '',
    accessToken: '',
  }))
  const doors = { ...store } as unknown as ZendeskChannelOptions['doors']
  return { tenant, instances, doors }
}

const refused = 'helpdesk.forged not_done'

describe('openMetadata', () => {
  it('gives back the account that was sealed', async () => {
    const options = of('acme', 'wx')
    expect(await openMetadata(options, await sealMetadata(options, 'wx'))).toBe('wx')
  })
  it('refuses metadata of another tenant, also under its own name', async () => {
    const sealed = await sealMetadata(of('globex', 'wx'), 'wx')
    expect(await failureOf(openMetadata(of('acme', 'wx'), sealed))).toBe(refused)
    const swapped = sealed.replace(/^globex\./, 'acme.')
    expect(await failureOf(openMetadata(of('acme', 'wx'), swapped))).toBe(refused)
  })
  it('refuses what was sealed for another purpose', async () => {
    const text = JSON.stringify({ tenant: 'acme', account: 'wx', version: 1 })
    const sealed = await store.secrets.seal('acme', 'channel-parked', text)
    expect(await failureOf(openMetadata(of('acme', 'wx'), `acme.${sealed}`))).toBe(refused)
  })
  it('refuses an account that is connected no more', async () => {
    const sealed = await sealMetadata(of('acme', 'gone'), 'gone')
    expect(await failureOf(openMetadata(of('acme', 'wx'), sealed))).toBe(refused)
  })
  it('refuses stale metadata once Zendesk has shown the newer one', async () => {
    const options = of('acme', 'stale')
    const older = await sealMetadata(options, 'stale')
    const newer = await sealMetadata(options, 'stale')
    // The page with the newer one may never have reached Zendesk.
    expect(await openMetadata(options, older)).toBe('stale')
    expect(await openMetadata(options, newer)).toBe('stale')
    expect(await failureOf(openMetadata(options, older))).toBe(refused)
    expect(await openMetadata(options, newer)).toBe('stale')
  })
  it('refuses every other text, changed by a single sign or made up', async () => {
    const options = of('acme', 'wx')
    const sealed = await sealMetadata(options, 'wx')
    const signs = [...'ABCabc012-_.=%']
    const changed = fc
      .tuple(fc.nat({ max: sealed.length - 1 }), fc.constantFrom(...signs))
      .map(([at, sign]) => sealed.slice(0, at) + sign + sealed.slice(at + 1))
    const cut = fc.nat({ max: sealed.length - 1 }).map((length) => sealed.slice(0, length))
    const madeUp = fc.string().map((text) => `acme.${text}`)
    await fc.assert(
      fc.asyncProperty(fc.oneof(changed, cut, madeUp, fc.string()), async (text) => {
        fc.pre(text !== sealed)
        expect(await failureOf(openMetadata(options, text))).toBe(refused)
      }),
      { numRuns: 300 },
    )
    expect(await failureOf(openMetadata(options, undefined))).toBe(refused)
  })
})

describe('sealMetadata', () => {
  it('stays far below the 5,000 characters Zendesk keeps, and shows no account', async () => {
    const sealed = await sealMetadata(of('acme', 'secret-account'), 'secret-account')
    expect(sealed.length).toBeLessThan(400)
    expect(sealed).not.toContain('secret-account')
  })
})
