// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { zafHost, RequestFault, type Instance, type ZafHost } from './host.ts'
import { UnknownPath, type Fields } from './protocol.ts'

const origin = 'https://relay.example.com'
let host: ZafHost
let said: Fields[]
const frame = { postMessage: (text: string) => said.push(JSON.parse(text) as Fields) }

function instance(part: Partial<Instance> = {}): Instance {
  return {
    guid: 'a',
    origin,
    window: () => frame as unknown as Window,
    metadata: () => ({ appId: 1 }),
    context: () => ({ location: 'ticket_sidebar' }),
    subject: {
      get(path) {
        if (path === 'ticket.id') return 7
        throw new UnknownPath('is not available here')
      },
      set: (_path, value) => value,
      invoke: (_action, args) => args.length,
    },
    ...part,
  }
}

function hear(message: object, from: Partial<MessageEventInit> = {}): void {
  const data = JSON.stringify({ appGuid: 'a', ...message })
  const source = frame as unknown as Window
  // jsdom takes only real windows as a source.
  const event = new MessageEvent('message', { data, origin })
  Object.defineProperty(event, 'source', { value: 'source' in from ? from.source : source })
  if (from.origin !== undefined) Object.defineProperty(event, 'origin', { value: from.origin })
  window.dispatchEvent(event)
}
const shake = (): void => hear({ key: 'iframe.handshake', message: { version: '2' } })
const on = (event: string, subscriberCount = 1): void =>
  hear({
    key: `iframe.o${subscriberCount > 0 ? 'n' : 'ff'}:${event}`,
    message: { subscriberCount },
  })

beforeEach(() => {
  said = []
  host = zafHost(window, { patienceMs: 1000 })
})
afterEach(() => {
  host.close()
  vi.useRealTimers()
})

describe('zafHost', () => {
  it('registers a page that shakes hands and answers nothing before', () => {
    host.add(instance())
    hear({ id: 1, request: 'get', params: ['ticket.id'] })
    expect(said).toEqual([])
    shake()
    const message = { metadata: { appId: 1 }, context: { location: 'ticket_sidebar' } }
    expect(said).toEqual([{ key: 'zaf.app.registered', message }])
  })
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another window', { source: null }],
  ])('does not hear %s', (_who, from) => {
    host.add(instance())
    hear({ key: 'iframe.handshake' }, from)
    expect(said).toEqual([])
  })
  it('does not hear a page that names no frame of ours, or speaks another language', () => {
    host.add(instance())
    hear({ key: 'iframe.handshake', appGuid: 'b' })
    window.dispatchEvent(new MessageEvent('message', { data: '{', origin }))
    expect(said).toEqual([])
  })
  it('answers what it knows and gives an error for each name it does not know', async () => {
    host.add(instance())
    shake()
    hear({ id: 3, request: 'get', params: ['ticket.id', 'ticket.moon'] })
    const moon = { name: 'APIError', message: 'is not available here', path: 'ticket.moon' }
    await vi.waitFor(() =>
      expect(said.at(-1)).toEqual({
        id: 3,
        result: { 'ticket.id': 7, errors: { 'ticket.moon': moon } },
      }),
    )
  })
  it('refuses a call as a whole when it is malformed', async () => {
    host.add(instance())
    shake()
    hear({ id: 4, request: 'get', params: 'ticket.id' })
    await vi.waitFor(() =>
      expect(said.at(-1)).toMatchObject({ id: 4, error: { name: 'APIError' } }),
    )
  })
  it('sets and invokes', async () => {
    host.add(instance())
    shake()
    hear({ id: 5, request: 'set', params: { 'comment.text': 'x' } })
    hear({ id: 6, request: 'invoke', params: { resize: [{ height: '9px' }, 2] } })
    await vi.waitFor(() => expect(said).toHaveLength(3))
    expect(said.slice(1)).toEqual([
      { id: 5, result: { 'comment.text': 'x', errors: {} } },
      { id: 6, result: { resize: 2, errors: {} } },
    ])
  })
  it('tells an event only to those who listen, until they stop', () => {
    host.add(instance())
    shake()
    host.emit('comment.text.changed', 'a')
    on('comment.text.changed')
    host.emit('comment.text.changed', 'b')
    on('comment.text.changed', 0)
    host.emit('comment.text.changed', 'c')
    expect(said.slice(1)).toEqual([{ key: 'zaf.comment.text.changed', message: 'b' }])
  })
  it('lets a save go on when nobody hooked into it', async () => {
    host.add(instance())
    shake()
    expect(await host.ask('ticket.save')).toBeUndefined()
  })
  it.each([
    [undefined, undefined],
    [{ msg: '不能要密码' }, '不能要密码'],
    [{ msg: false }, 'The app refused to save this ticket.'],
    [{}, 'The app refused to save this ticket.'],
  ])('asks whether to save; %j means %j', async (error, veto) => {
    host.add(instance())
    shake()
    on('ticket.save')
    const asked = host.ask('ticket.save')
    expect(said.at(-1)).toEqual({ key: 'zaf.ticket.save', needsReply: true })
    hear({ key: 'iframe.reply:ticket.save', error })
    expect(await asked).toBe(veto)
  })
  it('saves without an app that does not answer in time', async () => {
    vi.useFakeTimers()
    host.add(instance())
    shake()
    on('ticket.save')
    const asked = host.ask('ticket.save')
    vi.advanceTimersByTime(1000)
    expect(await asked).toBeUndefined()
  })
  it('saves without an app that goes away while it is asked', async () => {
    const remove = host.add(instance())
    shake()
    on('ticket.save')
    on('app.willDestroy')
    const asked = host.ask('ticket.save')
    remove()
    expect(await asked).toBeUndefined()
    expect(said.at(-1)).toEqual({ key: 'zaf.app.willDestroy' })
  })
  it('carries events from one instance to another and says whose they are', () => {
    host.add(instance())
    shake()
    const other: Fields[] = []
    const pane = { postMessage: (text: string) => other.push(JSON.parse(text) as Fields) }
    host.add(instance({ guid: 'm', window: () => pane as unknown as Window }))
    hear({ key: 'iframe.handshake', appGuid: 'm' }, { source: pane as unknown as Window })
    hear({ key: 'iframe.on:picked', message: { subscriberCount: 1 }, instanceGuid: 'm' })
    const picked = { key: 'iframe.trigger:picked', message: 5, appGuid: 'm' }
    hear(picked, { source: pane as unknown as Window })
    expect(said.at(-1)).toEqual({ key: 'zaf.picked', message: 5, instanceGuid: 'm' })
    expect(other).toHaveLength(1)
  })
  it('answers requests with data or with the response that failed', async () => {
    const request = ({ url }: Fields): Promise<unknown> =>
      url === '/ok'
        ? Promise.resolve({ n: 1 })
        : Promise.reject(new RequestFault({ status: 404, statusText: 'Not Found' }))
    host.add(instance({ request }))
    shake()
    hear({ key: 'request:1', message: { url: '/ok' } })
    hear({ key: 'request:2', message: { url: '/no' } })
    await vi.waitFor(() => expect(said).toHaveLength(3))
    expect(said[1]).toMatchObject({
      key: 'zaf.request:1.done',
      message: { responseArgs: [{ n: 1 }, 'success', {}] },
    })
    expect(said[2]).toMatchObject({
      key: 'zaf.request:2.fail',
      message: { responseArgs: [{ status: 404 }, 'error', ''] },
    })
  })
})
