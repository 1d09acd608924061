import { describe, expect, it } from 'vitest'
import { connectZaf, type SaveAnswer } from './zaf.ts'

/** A framework that knows its place and remembers who listens. */
function framework() {
  const listeners = new Map<string, (value: unknown) => unknown>()
  const client = {
    context: () => Promise.resolve({ location: 'ticket_sidebar', account: { subdomain: 'acme' } }),
    get: (path: string) =>
      path === 'currentUser.locale'
        ? Promise.resolve({ [path]: 'zh-cn' })
        : Promise.reject(new TypeError(path)),
    set: () => Promise.resolve({}),
    invoke: () => Promise.resolve({}),
    on: (event: string, listener: (value: unknown) => unknown) =>
      void listeners.set(event, listener),
    off: (event: string) => void listeners.delete(event),
    metadata: () =>
      Promise.resolve({ appId: 1, settings: { relay_url: 'https://relay.acme.example' } }),
    request: (options: unknown) => Promise.resolve({ asked: options }),
  }
  return { from: { ZAFClient: { init: () => client } }, listeners }
}

async function saved(answer: () => Promise<SaveAnswer>): Promise<unknown> {
  const { from, listeners } = framework()
  const zaf = await connectZaf(from)
  zaf?.onSave(answer)
  return listeners.get('ticket.save')?.(undefined)
}

describe('connectZaf', () => {
  it('hands on what the admin filled in, and requests with what they bring', async () => {
    const zaf = await connectZaf(framework().from)
    expect(zaf?.account).toBe('acme')
    expect(await zaf?.settings()).toEqual({ relay_url: 'https://relay.acme.example' })
    expect(await zaf?.request({ url: 'https://relay.acme.example' })).toMatchObject({
      asked: { url: 'https://relay.acme.example' },
    })
  })
  it('knows the language of the agent at once, and no more than that it is no text elsewhere', async () => {
    expect((await connectZaf(framework().from))?.locale).toBe('zh-cn')
    const { from } = framework()
    const mute = {
      ...from.ZAFClient.init(),
      get: () => Promise.resolve({ 'currentUser.locale': 7 }),
    }
    expect(await connectZaf({ ZAFClient: { init: () => mute } })).toMatchObject({
      locale: undefined,
    })
  })
  it('lets a save go when the answer is true', async () => {
    await expect(saved(() => Promise.resolve(true))).resolves.toBe(true)
  })
  it('stops a save by rejecting with the words the agent reads, since a resolved text is not looked at', async () => {
    await expect(saved(() => Promise.resolve('先改掉密码一句'))).rejects.toBe('先改掉密码一句')
  })
  it('lets a save go when judging it fails, since the relay judges again', async () => {
    await expect(saved(() => Promise.reject(new TypeError('a mistake')))).resolves.toBe(true)
  })
})
