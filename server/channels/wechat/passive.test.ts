import { createDecipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { scriptedDoors } from '../../testing/scripted-doors.ts'
import { readXml } from '../../wire/xml.ts'
import {
  accountOf,
  encodingAesKey,
  encrypted,
  envelope,
  framed,
  padded,
  previousKey,
  push,
  request,
  sha1,
  signed,
  token,
  type Mode,
} from './callback.fake.ts'
import { fixture } from './fixtures.fake.ts'
import { wechatDescriptor } from './index.ts'

const words = '已收到 & 稍后回复 ]]> 您'

function text(xml: string, name: string): string {
  const value = readXml(xml).fields[name]
  return typeof value === 'string' ? value : ''
}

/** By hand, as the platform opens it. */
function opened(sealed: string, aesKey = encodingAesKey): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const cipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([cipher.update(sealed, 'base64'), cipher.final()])
  return plain.toString('utf8', 20, 20 + plain.readUInt32BE(16))
}

function bedOf(mode: Mode) {
  const { doors, clock } = scriptedDoors(() => ({ json: {} }))
  const account = accountOf({ mode, previousEncodingAesKey: previousKey })
  return { clock, channel: wechatDescriptor.create(account, doors) }
}

function expectMessage(xml: string, now: number): void {
  expect({ ...readXml(xml).fields }).toEqual({
    ToUserName: 'oFictional-Customer_00000001',
    FromUserName: 'gh_0000000001',
    CreateTime: String(Math.floor(now / 1000)),
    MsgType: 'text',
    Content: words,
  })
}

describe('the answer in the answer to a push', () => {
  it('is the message itself in plain mode, its time in seconds', async () => {
    const { channel, clock } = bedOf('plain')
    const one = push({ mode: 'plain', format: 'xml' }, fixture('message-text.xml'), {
      at: clock.now(),
    })
    const { passive } = await channel.receive(one)
    const answer = passive?.(words)
    expect(answer).toMatchObject({ status: 200, contentType: 'application/xml; charset=utf-8' })
    expectMessage(answer?.body ?? '', clock.now())
  })

  it.each(['safe', 'compatible'] as const)('is sealed and signed anew in %s mode', async (mode) => {
    const { channel, clock } = bedOf(mode)
    const one = push({ mode, format: 'xml' }, fixture('message-text.xml'), { at: clock.now() })
    const { passive } = await channel.receive(one)
    const bodies = [passive?.(words).body ?? '', passive?.(words).body ?? '']
    for (const body of bodies) {
      const [sealed, time, nonce] = ['Encrypt', 'TimeStamp', 'Nonce'].map((name) =>
        text(body, name),
      )
      expect(Object.keys(readXml(body).fields)).toEqual([
        'Encrypt',
        'MsgSignature',
        'TimeStamp',
        'Nonce',
      ])
      expect(text(body, 'MsgSignature')).toBe(sha1(token, time ?? '', nonce ?? '', sealed ?? ''))
      expect(body).not.toContain('已收到')
      expectMessage(opened(sealed ?? ''), clock.now())
    }
    expect(text(bodies[0] ?? '', 'Nonce')).not.toBe(text(bodies[1] ?? '', 'Nonce'))
  })

  it('is sealed with the key that opened the push', async () => {
    const { channel, clock } = bedOf('safe')
    const sealed = encrypted(padded(framed(fixture('message-text.xml'))), previousKey)
    const one = request('POST', signed({ at: clock.now() }, sealed), envelope('xml', sealed))
    const { passive } = await channel.receive(one)
    expectMessage(opened(text(passive?.(words).body ?? '', 'Encrypt'), previousKey), clock.now())
  })

  it.each(['safe', 'plain'] as const)('is none to a push in JSON in %s mode', async (mode) => {
    const { channel, clock } = bedOf(mode)
    const one = push({ mode, format: 'json' }, fixture('message-text.json'), { at: clock.now() })
    expect((await channel.receive(one)).passive).toBeUndefined()
  })
})
