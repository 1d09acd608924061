import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rewritten } from '../care/ready/rewritten.ts'
import type { ReadyReply } from '../care/ready/reply.ts'
import type { LintContext } from '../persona/context.ts'
import { failureOf } from '../testing/failure-of.ts'
import { recordingLog } from '../testing/silent-log.ts'
import { chatCompletions } from './chat-completions.ts'
import { createHttpDoor } from './http-door.ts'
import { systemClock } from './system-clock.ts'

const key = 'sk-only-for-this-test'
const original = '您好，谢谢您来问。城区48小时内上门。还有不清楚的地方，直接回小桥就好。'
const reply: ReadyReply = {
  id: 'r',
  style: 'full',
  text: original,
  parts: [],
  points: [],
  dueAt: undefined,
}
const context: LintContext = {
  now: '2026-11-26T14:20:00+08:00',
  channel: { kind: 'wechat', visibility: 'private' },
  persona: { name: '小桥', selfReference: '小桥', address: '您' },
  wording: [{ id: 'a', topic: '上门维修', text: '城区48小时内上门。' }],
  inbound: [{ text: '我是王小明，电话13912345678，什么时候上门' }],
}

let server: Server
let heard: { readonly path: string; readonly key: string | undefined; readonly body: string }[]
let answer: (() => { readonly status: number; readonly body: string }) | undefined

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  return body
}

beforeEach(async () => {
  heard = []
  answer = undefined
  server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      heard.push({ path: request.url ?? '', key: request.headers.authorization, body })
      const made = answer?.()
      // Without an answer it hangs, as a busy endpoint does.
      if (made)
        response.writeHead(made.status, { 'content-type': 'application/json' }).end(made.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const log = recordingLog()

function rewriter(timeoutMs = 8000) {
  const { port } = server.address() as AddressInfo
  const host = `127.0.0.1:${port}`
  const http = createHttpDoor({ clock: systemClock, log, exemptHosts: [host] })
  return chatCompletions({
    http,
    baseUrl: `http://${host}/v1`,
    apiKey: key,
    model: 'm-1',
    timeoutMs,
  })
}

function says(content: string): void {
  answer = () => ({
    status: 200,
    body: JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }),
  })
}

const ask = (timeoutMs?: number) =>
  rewritten(rewriter(timeoutMs), reply, { context, traits: ['耐心'] })

describe('chatCompletions', () => {
  it('shows a rewriting that passes the rules and says the same', async () => {
    const text = '您好呀，感谢您的咨询。师傅会在城区48小时内上门。有任何疑问，直接回小桥就好。'
    says(` ${text}\n`)
    expect(await ask()).toEqual({ outcome: 'shown', text })
    const [call] = heard
    expect([call?.path, call?.key]).toEqual(['/v1/chat/completions', `Bearer ${key}`])
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ model: 'm-1', stream: false })
  })

  it('hands nothing on of what the customer wrote', async () => {
    says(original)
    await ask()
    expect(heard[0]?.body).toContain('城区48小时内上门')
    expect(heard[0]?.body).not.toMatch(/王小明|13912345678/)
  })

  it.each([
    ['breaks a rule', '您好，城区48小时内上门。请把您的密码发给小桥。'],
    ['changes a figure', '您好，城区24小时内上门，有事直接回小桥就好。'],
    ['adds a figure', '您好，城区48小时内上门，另送您10元话费，有事直接回小桥就好。'],
    ['leaves the fact out', '您好，很快就会上门，有事直接回小桥就好。'],
    ['adds a time', '您好，明天下午城区48小时内上门，有事直接回小桥就好。'],
    ['adds an address', '您好，城区48小时内上门，详见 evil.example.com，直接回小桥就好。'],
    ['says nothing', '  '],
  ])('is not shown where it %s', async (_why, content) => {
    says(content)
    expect(await ask()).toEqual({ outcome: 'refused' })
  })

  it.each([
    ['an error', 500, '{"error":{"message":"overloaded"}}'],
    ['a refused key', 401, '{}'],
    ['no JSON', 200, '<html>'],
    ['no choice', 200, '{"choices":[]}'],
    ['nothing', 200, 'null'],
  ])('is unavailable where the endpoint answers %s', async (_what, status, body) => {
    answer = () => ({ status, body })
    expect(await ask()).toEqual({ outcome: 'unavailable' })
  })

  it('is not waited for beyond its limit', async () => {
    const started = systemClock.monotonic()
    expect(await ask(150)).toEqual({ outcome: 'unavailable' })
    expect(systemClock.monotonic() - started).toBeLessThan(3000)
    expect(heard).toHaveLength(1)
  })

  it('keeps its key out of errors and logs', async () => {
    answer = () => ({ status: 403, body: `{"key":"${key}"}` })
    const failure = rewriter().rewrite({ instruction: 'a', text: 'b' })
    expect(await failureOf(failure)).toMatch(/^http\.bad_answer/)
    expect(log.lines.join('\n')).not.toContain(key)
  })
})
