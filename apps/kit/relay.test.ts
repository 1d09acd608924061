import type { AxiosInstance, AxiosRequestConfig } from 'axios'
import { describe, expect, it } from 'vitest'
import { readCrisis } from '../../server/api/crisis.ts'
import type { Session } from '../../server/api/session.ts'
import { relayClient } from './relay.ts'

const noon = Date.parse('2026-11-25T12:00:00Z')
const session = (token: string, minutes = 15): Session => ({
  token,
  expiresAt: new Date(noon + minutes * 60_000).toISOString(),
  endsAt: new Date(noon + 12 * 3_600_000).toISOString(),
  user: { id: '7', role: 'agent' },
  tenant: { id: 'acme', name: 'Acme', timeZone: 'Asia/Shanghai' },
  locale: 'zh-CN',
})
const calm = { on: false, version: 0, accounts: null, switched: null }
const no = { error: { code: 'session.refused', message: { zh: '不', en: 'no' } } }

function scripted(answer: (url: string, token: string) => { status: number; data: unknown }) {
  const asked: string[] = []
  const http = {
    request: async (config: AxiosRequestConfig) => {
      const token = String(config.headers?.['authorization']).slice(7)
      asked.push(`${config.url ?? ''} ${token}`)
      return answer(config.url ?? '', token)
    },
  } as unknown as AxiosInstance
  return { asked, http }
}

describe('relayClient', () => {
  it('renews a session that is refused, once, and asks again', async () => {
    const { asked, http } = scripted((url, token) => {
      if (url.endsWith('/session')) return { status: 200, data: session('second') }
      return token === 'second' ? { status: 200, data: calm } : { status: 401, data: no }
    })
    const relay = relayClient({ http, session: session('first'), clock: () => noon })
    const both = await Promise.all([relay.call(readCrisis), relay.call(readCrisis)])
    expect(both).toEqual([calm, calm])
    expect(asked.filter((one) => one.includes('/session'))).toHaveLength(1)
  })
  it('says that a session has ended when it cannot be renewed', async () => {
    const { http } = scripted(() => ({ status: 401, data: no }))
    const relay = relayClient({ http, session: session('first'), clock: () => noon })
    await expect(relay.call(readCrisis)).rejects.toMatchObject({ why: 'ended' })
  })
  it('takes a page that is no answer of ours for a relay that is away', async () => {
    const { http } = scripted(() => ({ status: 200, data: '<html>' }))
    const relay = relayClient({ http, session: session('first'), clock: () => noon })
    await expect(relay.call(readCrisis)).rejects.toMatchObject({ why: 'unreachable' })
  })
})
