import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Arrival } from '../../core/channel.ts'
import { isRelayError } from '../../core/error.ts'
import type { HttpRequest } from '../../core/http.ts'
import type { SettingValues } from '../../core/settings.ts'
import { scriptedDoors } from '../../testing/scripted-doors.ts'
import {
  accountOf,
  encrypted,
  envelope,
  framed,
  handshake,
  padded,
  previousKey,
  push,
  request,
  seal,
  signed,
  token,
  type Format,
  type Mode,
} from './callback.fake.ts'
import { fixture } from './fixtures.fake.ts'
import { wechatDescriptor } from './index.ts'

const at = 1_772_416_800_000
const modes: readonly Mode[] = ['safe', 'compatible', 'plain']
const formats: readonly Format[] = ['xml', 'json']
const variants = modes.flatMap((mode) => formats.map((format) => ({ mode, format })))
const safe = { mode: 'safe', format: 'xml' } as const

function channelOf(settings: SettingValues = {}) {
  return wechatDescriptor.create(accountOf(settings), scriptedDoors(() => ({ json: {} })).doors)
}

function receive(one: HttpRequest, settings: SettingValues = {}): Promise<Arrival> {
  return channelOf(settings).receive(one)
}

/** The customer's words in what was received. */
async function wordsIn(one: HttpRequest, settings: SettingValues = {}): Promise<string> {
  const channel = channelOf(settings)
  const { items } = await channel.receive(one)
  const [part] = items.flatMap((item) => channel.parse(item)).flatMap(({ parts }) => parts)
  return part?.type === 'text' ? part.text : `(${part?.type ?? 'nothing'})`
}

describe('receive', () => {
  it.each(variants)('answers success in $mode mode to a push in $format', async (written) => {
    const text = fixture(`message-text.${written.format}`)
    const { answer, items } = await receive(push(written, text, { at }), { mode: written.mode })
    expect(answer).toEqual({
      status: 200,
      contentType: 'text/plain; charset=utf-8',
      body: 'success',
    })
    expect(items).toEqual([{ source: 'callback', body: text, signedAt: at }])
  })

  it.each(variants)('answers a replay in $mode mode and $format alike', async (written) => {
    const one = push(written, fixture(`message-text.${written.format}`), { at })
    const channel = channelOf({ mode: written.mode })
    const { passive: _first, ...first } = await channel.receive(one)
    const { passive: _second, ...second } = await channel.receive({
      ...one,
      receivedAt: at + 60_000,
    })
    expect(second).toEqual(first)
  })

  it.each(modes)(
    'gives the signed time of an old push in %s mode, to be judged by it',
    async (mode) => {
      const old = at - 25 * 3_600_000
      const one = push({ mode, format: 'xml' }, fixture('message-text.xml'), { at: old })
      expect((await receive({ ...one, receivedAt: at }, { mode })).items[0]?.signedAt).toBe(old)
    },
  )

  it('reads in compatible mode the sealed part only, whatever stands beside it in clear', async () => {
    const sealed = seal(fixture('message-text.xml'))
    const lie = '<xml><FromUserName>o-other</FromUserName><Content>假的</Content></xml>'
    const one = request('POST', signed({ at }, sealed), envelope('xml', sealed, lie))
    expect(await wordsIn(one, { mode: 'compatible' })).toBe('订单还没到，帮我查一下 🙏')
  })

  it('opens what was sealed with the previous key, and only where one is set', async () => {
    const sealed = encrypted(padded(framed(fixture('message-text.xml'))), previousKey)
    const one = request('POST', signed({ at }, sealed), envelope('xml', sealed))
    const settings = { previousEncodingAesKey: previousKey }
    expect(await wordsIn(one, settings)).toBe('订单还没到，帮我查一下 🙏')
    await expect(receive(one)).rejects.toThrow('The callback did not verify.')
  })

  it('opens a message that fills its last block, padded by 32 whole bytes', async () => {
    const lengths = Array.from({ length: 32 }, (_, i) => i)
    for (const length of lengths) {
      const text = fixture('message-text.xml').replace('🙏', 'x'.repeat(length))
      const one = push(safe, text, { at })
      expect((await receive(one)).items[0]?.body).toBe(text)
    }
  })

  it('trims white space around the ciphertext', async () => {
    const sealed = seal(fixture('message-text.xml'))
    const body = envelope('xml', `\n  ${sealed} \n`)
    const one = request('POST', signed({ at }, sealed), body)
    expect(await wordsIn(one)).toBe('订单还没到，帮我查一下 🙏')
  })

  it('reads an envelope in JSON around a message in XML', async () => {
    const sealed = seal(fixture('message-text.xml'))
    const one = request('POST', signed({ at }, sealed), envelope('json', sealed))
    expect(await wordsIn(one)).toBe('订单还没到，帮我查一下 🙏')
  })

  const textTypes = [
    'text/xml',
    'application/xml; charset=utf-8',
    'application/json',
    'text/plain',
    '',
  ]
  it.each(textTypes)('takes a push that calls itself "%s"', async (type) => {
    const one = push(safe, fixture('message-text.xml'), { at })
    expect(await wordsIn({ ...one, headers: { 'content-type': type } })).toContain('订单')
  })

  it.each(variants)(
    'takes a BOM and blanks before a push in $mode mode and $format',
    async (one) => {
      const good = push(one, fixture(`message-text.${one.format}`), { at })
      const body = new TextEncoder().encode(`\ufeff\r\n ${new TextDecoder().decode(good.body)}`)
      expect(await wordsIn({ ...good, body }, { mode: one.mode })).toContain('订单')
    },
  )

  it('keeps a plain message with broken characters', async () => {
    const good = push({ mode: 'plain', format: 'xml' }, fixture('message-text.xml'), { at })
    const body = Buffer.from(good.body)
    body.writeUInt8(0xff, body.indexOf('🙏'))
    expect(await wordsIn({ ...good, body }, { mode: 'plain' })).toContain('订单')
  })

  it.each(['no XML at all', '<xml><A b="c">1</A></xml>', '<xml><A>1</A>', '[1]'])(
    'keeps a sealed message it cannot read as it came: %s',
    async (text) => {
      const sealed = seal(text)
      const one = request('POST', signed({ at }, sealed), envelope('xml', sealed))
      const { answer, items } = await receive(one)
      expect([answer.body, items.map(({ body }) => body)]).toEqual(['success', [text]])
    },
  )

  it('answers the address check with the echo alone, in any mode', async () => {
    for (const mode of modes) {
      const { answer, items } = await receive(handshake({ at }, '5927<b>"1'), { mode })
      expect(answer.body).toBe('5927<b>"1')
      expect(answer.contentType).toBe('text/plain; charset=utf-8')
      expect(items).toEqual([])
    }
  })

  it('opens an encrypted echo, also one whose plus signs became blanks', async () => {
    const sealed = Array.from({ length: 64 }, (_, i) => seal(`echo-${i}`)).find((one) =>
      one.includes('+'),
    )
    const echo = sealed ?? expect.fail('no plus sign')
    for (const echostr of [echo, echo.replaceAll('+', ' ')]) {
      const one = request('GET', { ...signed({ at }, echo), echostr })
      expect((await receive(one)).answer.body).toMatch(/^echo-\d+$/)
    }
  })

  it('throws nothing but its one refusal, whatever comes', async () => {
    const channel = channelOf()
    const words = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(token))
    const queries = fc.dictionary(
      fc.constantFrom(
        'signature',
        'msg_signature',
        'timestamp',
        'nonce',
        'echostr',
        'encrypt_type',
      ),
      words,
    )
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'POST'),
        queries,
        words,
        async (verb, query, body) => {
          const said = await channel.receive(request(verb, query, body)).then(
            () => 'accepted',
            (error: unknown) => isRelayError(error, 'channel.forged') && error.message,
          )
          expect(said).toBe('The callback did not verify.')
        },
      ),
      { numRuns: 300 },
    )
  })
})
