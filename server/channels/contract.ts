import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { Channel, ChannelAccount, ChannelDescriptor } from '../core/channel.ts'
import { RelayError, isRelayError } from '../core/error.ts'
import type { HttpRequest } from '../core/http.ts'
import type { InboundMessage, RawItem } from '../core/message.ts'
import type { OutboundReply } from '../core/reply.ts'
import { scriptedDoors, type PlatformScript } from '../testing/scripted-doors.ts'

/** How a channel is built, spoken to and answered in its contract. */
export interface ChannelSubject {
  readonly descriptor: ChannelDescriptor
  readonly account: ChannelAccount
  /** Values that may never be seen in an error or a log line. */
  readonly secrets: readonly string[]
  /** A genuine callback signed at `at` (epoch ms) that brings one message, of a known or unknown kind. */
  readonly genuine: (what: 'text' | 'unknown', at: number) => HttpRequest
  /** Callbacks that must not verify, by what is wrong with them. */
  readonly forgeries: (at: number) => Readonly<Record<string, HttpRequest>>
  readonly handshake?: (at: number) => { readonly request: HttpRequest; readonly echo: string }
  /** Every documented payload, as the channel hands it to `parse`. */
  readonly fixtures: readonly RawItem[]
  /** What the platform answers when all is well, and its own words for trouble. */
  readonly answers: {
    readonly good: PlatformScript
    /** The body of a refused send, by what it means. */
    readonly refused: Readonly<Record<'tokenExpired' | 'rateLimited' | 'windowClosed', unknown>>
    /** True for the call that carries the reply (not the token). */
    readonly isSend: (url: string) => boolean
    /** False where a person must renew the token. Default true. */
    readonly renewsToken?: boolean
  }
  /** Where a reply goes; the content is the contract's own. */
  readonly address: Pick<OutboundReply, 'customer' | 'thread' | 'visibility' | 'target'>
}

/** What a callback brings, also when all it says is "come and fetch". */
async function itemsOf(channel: Channel, request: HttpRequest): Promise<readonly RawItem[]> {
  const { items, fetch = [] } = await channel.receive(request)
  const all = [...items]
  for (const { feed, hint } of fetch) {
    let cursor: string | undefined
    for (let hasMore = true; hasMore;) {
      const page = await channel.pull?.(feed, cursor, hint)
      all.push(...(page?.items ?? []))
      cursor = page?.cursor
      hasMore = page?.hasMore ?? false
    }
  }
  return all
}

function parsed(channel: Channel, items: readonly RawItem[]): readonly InboundMessage[] {
  return items.flatMap((item) => channel.parse(item))
}

async function caught(work: () => Promise<unknown>): Promise<unknown> {
  try {
    return await work()
  } catch (error) {
    return error
  }
}

/** All that every channel must do, whatever its platform. Runs inside a `describe` of its own. */
export function channelContract(name: string, subject: ChannelSubject): void {
  const { descriptor, account, answers, secrets } = subject

  function build(script: PlatformScript = answers.good) {
    const bed = scriptedDoors(script)
    return { ...bed, channel: descriptor.create(account, bed.doors) }
  }
  function reply(text = '您好，已为您登记'): OutboundReply {
    const { tenant, id } = account
    const author = { id: 'agent-1', code: 'A01', ip: '203.0.113.7' }
    return {
      ...subject.address,
      id: 'reply-1',
      tenant,
      account: id,
      author,
      content: { type: 'text', text },
    }
  }
  function expectNoSecret(seen: string): void {
    for (const secret of secrets) expect(seen).not.toContain(secret)
  }

  describe(`${name}: what every channel does`, () => {
    if (subject.handshake) {
      it('answers the handshake with the echo as plain text', async () => {
        const { channel, clock } = build()
        const { request, echo } = subject.handshake?.(clock.now()) ?? expect.fail('no handshake')
        const { answer, items } = await channel.receive(request)
        expect(answer).toMatchObject({ status: 200, body: echo })
        expect(answer.contentType).toContain('text/plain')
        expect(items).toEqual([])
      })
    }
    it('accepts a genuine callback and finds the message in it', async () => {
      const { channel, clock } = build()
      const messages = parsed(channel, await itemsOf(channel, subject.genuine('text', clock.now())))
      expect(messages).toHaveLength(1)
      expect(messages[0]?.kind).toBe('message')
      expect(messages[0]?.parts.map(({ type }) => type)).toContain('text')
      expect(messages[0]?.customer.id).not.toBe('')
    })
    it('gives a message the same key whenever it comes again', async () => {
      const { channel, clock } = build()
      const keys: (string | undefined)[] = []
      for (const at of [clock.now(), clock.now() + 15_000]) {
        keys.push(parsed(channel, await itemsOf(channel, subject.genuine('text', at)))[0]?.key)
      }
      expect(keys[0]).toBeTruthy()
      expect(keys[1]).toBe(keys[0])
    })
    it('keeps a message of a kind it does not know', async () => {
      const { channel, clock } = build()
      const items = await itemsOf(channel, subject.genuine('unknown', clock.now()))
      const [message] = parsed(channel, items)
      expect(message?.key).toBeTruthy()
      expect(message?.parts.some((part) => part.type === 'notice')).toBe(true)
    })
    it('says when an old callback was signed, so that it can be quarantined', async () => {
      const { channel, clock } = build()
      const twoDaysAgo = clock.now() - 2 * 86_400_000
      const { items } = await channel.receive(subject.genuine('text', twoDaysAgo))
      for (const { signedAt } of items)
        expect(Math.abs((signedAt ?? 0) - twoDaysAgo)).toBeLessThan(1000)
    })
    it.each(Object.keys(subject.forgeries(0)))(
      'refuses a callback with %s, and gives no hint why',
      async (fault) => {
        const { channel, clock } = build()
        const request = subject.forgeries(clock.now())[fault]
        const refused = await caught(() =>
          channel.receive(request ?? expect.fail('no such forgery')),
        )
        expect(isRelayError(refused, 'channel.forged') && refused.message).toBe(
          'The callback did not verify.',
        )
        expectNoSecret(inspect(refused))
      },
    )
    it('parses every documented payload into something with a key and a time', () => {
      const { channel } = build()
      expect(subject.fixtures.length).toBeGreaterThan(0)
      for (const message of subject.fixtures.flatMap((item) => channel.parse(item))) {
        expect(message.key).not.toBe('')
        expect(Number.isFinite(message.sentAt)).toBe(true)
      }
    })
  })

  describe(`${name}: sending`, () => {
    it('delivers a text with emoji and Chinese as written', async () => {
      const { channel, calls } = build()
      await expect(channel.send(reply('退款今天到账 👍'))).resolves.toHaveProperty('at')
      const sent = calls.filter(({ url }) => answers.isSend(url))
      expect(sent).toHaveLength(1)
      expect(JSON.stringify(sent[0])).toContain('退款今天到账 👍')
    })
    it('splits without losing or cutting a character, each piece within the limit', () => {
      const { channel } = build()
      const { visibility } = subject.address
      const long = '答复内容很长👨‍👩‍👧。'.repeat(400)
      const pieces = descriptor.split?.(long, visibility) ?? [long]
      expect(pieces.join('').replaceAll(/\s/g, '')).toBe(long)
      for (const piece of pieces) {
        expect(piece).not.toMatch(/\p{Surrogate}/u)
        if (pieces.length > 1)
          expect(descriptor.measure(piece, visibility)).toBeLessThanOrEqual(
            channel.traits.maxLength[visibility],
          )
      }
    })
    it('renews a refused token once, and where it cannot says so', async () => {
      let refusals = 0
      const { channel, calls } = build((call) => {
        if (!answers.isSend(call.url) || refusals > 0) return answers.good(call)
        refusals += 1
        return { json: answers.refused.tokenExpired }
      })
      const outcome = await caught(() => channel.send(reply()))
      const tries = calls.filter(({ url }) => answers.isSend(url)).length
      if (answers.renewsToken === false) {
        expect(isRelayError(outcome, 'channel.auth')).toBe(true)
        expect(tries).toBe(1)
      } else {
        expect(outcome).toHaveProperty('at')
        expect(tries).toBe(2)
      }
    })
    it.each([
      ['rateLimited', 'channel.rate_limited'],
      ['windowClosed', 'channel.window_closed'],
    ] as const)('knows a refusal that means %s', async (what, code) => {
      const { channel } = build((call) =>
        answers.isSend(call.url) ? { json: answers.refused[what] } : answers.good(call),
      )
      const outcome = await caught(() => channel.send(reply()))
      expect(outcome instanceof RelayError && outcome.code).toBe(code)
      expect(outcome instanceof RelayError && outcome.outcome).toBe('not_done')
      if (what === 'rateLimited') expect(outcome).not.toHaveProperty('retry', 'never')
    })
    it('calls a dropped answer unknown, never failed', async () => {
      const { channel } = build((call) => {
        if (!answers.isSend(call.url)) return answers.good(call)
        throw new RelayError('http.timeout', 'No answer.', { outcome: 'unknown' })
      })
      const outcome = await caught(() => channel.send(reply()))
      expect(outcome instanceof RelayError && outcome.outcome).toBe('unknown')
    })
    it('lets no secret into an error or a log line', async () => {
      for (const refused of Object.values(answers.refused)) {
        const { channel, logged } = build((call) =>
          answers.isSend(call.url) ? { json: refused } : answers.good(call),
        )
        expectNoSecret(inspect(await caught(() => channel.send(reply())), { depth: 6 }))
        expectNoSecret(logged())
      }
    })
  })
}
