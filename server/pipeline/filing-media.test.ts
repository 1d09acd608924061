import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RelayError } from '../core/error.ts'
import type { MessagePart } from '../core/message.ts'
import { relayBed, type Bed } from '../testing/relay-bed.ts'

let bed: Bed
beforeEach(async () => {
  bed = await relayBed({ mergeMs: 0 })
})
afterEach(() => bed.close())

const picture: MessagePart = { type: 'media', media: { kind: 'image', id: 'M1' } }
const voice: MessagePart = { type: 'media', media: { kind: 'voice', id: 'V1' } }
const texts = (): string[] => bed.helpdesk.filings.map(({ body }) => body.text)
const names = (): string[] =>
  bed.helpdesk.filings.flatMap(({ attachments }) => attachments.map(({ name }) => name))
const day = 24 * 3_600_000

async function hours(n: number): Promise<void> {
  for (let hour = 0; hour < n; hour++) {
    await bed.settle()
    await bed.clock.advance(3_600_000)
  }
}

describe('media of a customer', () => {
  it('is attached byte for byte with its text (S1-29)', async () => {
    await bed.say('', { parts: [{ type: 'text', text: '看图' }, picture] })
    await bed.settle()
    expect(texts()).toEqual(['看图\n[图片]'])
    expect([...(bed.helpdesk.filings[0]?.attachments[0]?.bytes ?? [])]).toEqual([1, 2, 3])
  })

  it('brings a playable copy beside a voice message (S1-29)', async () => {
    const wav = { name: 'a.wav', contentType: 'audio/wav', bytes: new Uint8Array([7]) }
    Object.assign(bed.runtime, { playable: async () => wav })
    bed.channel.onMedia = () => ({
      name: 'a.amr',
      contentType: 'audio/amr',
      bytes: new Uint8Array([6]),
    })
    await bed.say('', { parts: [voice] })
    await bed.settle()
    expect(names()).toEqual(['a.amr', 'a.wav'])
  })

  it('that hangs lets the text go after 3 s and follows in a comment of its own', async () => {
    let finish: () => void = () => undefined
    bed.channel.onMedia = () =>
      new Promise((resolve) => {
        finish = () =>
          resolve({ name: 'late.png', contentType: 'image/png', bytes: new Uint8Array([8]) })
      })
    await bed.say('', { parts: [{ type: 'text', text: '看图' }, picture] })
    const working = bed.settle()
    await vi.waitFor(() => expect(bed.clock.sleeping).toBeGreaterThan(1))
    await bed.clock.advance(3000)
    await working
    expect(texts()).toEqual(['看图\n[图片] [附件暂时无法取得]'])
    finish()
    bed.channel.onMedia = () => ({
      name: 'late.png',
      contentType: 'image/png',
      bytes: new Uint8Array([8]),
    })
    await bed.clock.advance(15_000)
    await bed.settle()
    expect(names()).toEqual(['late.png'])
  })

  it('that stays away is asked for four more times, then a line says so, once', async () => {
    let calls = 0
    bed.channel.onMedia = () => {
      calls += 1
      throw new RelayError('channel.media_gone', 'gone')
    }
    await bed.say('', { parts: [{ type: 'text', text: '看图' }, picture] })
    await hours(8)
    expect(calls).toBe(5)
    expect(texts()).toEqual(['看图\n[图片] [附件暂时无法取得]', '[图片] [附件暂时无法取得]'])
  })

  it('holds up no later message while it is awaited', async () => {
    bed.channel.onMedia = () => {
      throw new RelayError('channel.unavailable', 'busy')
    }
    await bed.say('', { parts: [{ type: 'text', text: '看图' }, picture] })
    await bed.settle()
    await bed.say('看到了吗')
    await bed.settle()
    expect(texts().at(-1)).toBe('看到了吗')
  })

  it('is fetched anew when the helpdesk was away longer than files are kept', async () => {
    let isDown = true
    bed.helpdesk.onFile = ({ id }) => {
      const error = new RelayError('helpdesk.unavailable', 'down', {
        retry: { afterMs: 3_600_000 },
      })
      return isDown ? { id, outcome: 'failed', error } : undefined
    }
    await bed.say('', { parts: [{ type: 'text', text: '看图' }, picture] })
    await hours(2)
    await bed.clock.advance(day)
    isDown = false
    await hours(3)
    expect(texts()[0]).toBe('看图\n[图片]')
    expect(names()).toEqual(['a.png'])
  })
})

describe('the name of a customer', () => {
  it('is looked up once where the platform gives none, and never holds a ticket up', async () => {
    let calls = 0
    const served = bed.runtime.tenants.get('acme')?.accounts.get('wx')
    const hanging = (): Promise<never> => {
      calls += 1
      return new Promise(() => undefined)
    }
    Object.assign(served ?? {}, { profile: hanging })
    await bed.say('在吗')
    const working = bed.settle()
    await vi.waitFor(() => expect(calls).toBe(1))
    await bed.clock.advance(2000)
    await working
    expect(texts()).toEqual(['在吗'])
    await bed.say('还在吗')
    await bed.settle()
    expect(texts()).toHaveLength(2)
    expect(calls).toBe(1)
  })

  it('is masked where it is a telephone number', async () => {
    await bed.say('在吗', { customer: { id: 'customer-1', name: '卖家13812345678' } })
    await bed.settle()
    expect(bed.helpdesk.filings[0]?.customer.displayName).toBe('卖家138****5678')
  })
})
