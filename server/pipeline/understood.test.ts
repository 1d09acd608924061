import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { relayBed, type Bed } from '../testing/relay-bed.ts'
import { understoodOf } from '../understanding/understood.fake.ts'
import type { UnderstandInput, Understanding } from '../understanding/result.ts'
import { urgencyOf } from '../understanding/urgency.ts'
import { raised } from './understood.ts'

const sure = { confidence: 0.9, decided: true } as const
const threat: Partial<Understanding> = {
  escalation: { value: 'regulator', ...sure },
  polarity: { value: 'negative', ...sure },
  what: {
    category: { value: 'network', ...sure },
    product: '宽带',
    trigger: null,
  },
  where: { province: '广东', city: '深圳', district: null, source: 'text', confidence: 0.9 },
  when: {
    start: '2026-03-10T18:00:00+08:00',
    end: '2026-03-11T00:00:00+08:00',
    grain: 'part',
  },
}

let bed: Bed
let heard: UnderstandInput[]
let says: () => Understanding

beforeEach(async () => {
  heard = []
  says = () => understoodOf(threat)
  bed = await relayBed({
    tenant: (made) => ({
      ...made,
      raisesPriority: true,
      understand: (input) => {
        heard.push(input)
        return says()
      },
    }),
  })
})
afterEach(() => bed.close())

const filed = () => bed.helpdesk.filings
const fieldsOf = (n: number) =>
  Object.fromEntries((filed()[n]?.body.fields ?? []).map(({ id, value }) => [id, value]))
const journal = async () =>
  (await bed.store.journal.read('acme', 0, 1000)).filter(({ type }) => type === 'understood')

describe('what a customer says, understood', () => {
  it('stands in the fields, tags and priority of the ticket, with its confidence in the journal (S1-10)', async () => {
    await bed.say('深圳宽带断了，再不修打12315', {
      customer: { id: 'customer-1', province: '湖南', city: '长沙' },
    })
    await bed.settle()
    expect(heard).toMatchObject([
      { text: '深圳宽带断了，再不修打12315', profileLocation: '湖南 长沙', at: bed.clock.now() },
    ])
    expect(fieldsOf(0)).toMatchObject({
      category: 'network',
      product: '宽带',
      mood: 'negative',
      urgency: 'high',
      place: '广东/深圳',
      issue_time: '2026-03-10T18:00:00+08:00',
    })
    expect(filed()[0]?.body.priority).toBe('high')
    expect(filed()[0]?.body.tags).toEqual(
      expect.arrayContaining([
        'weiqiao_category_network',
        'weiqiao_mood_negative',
        'weiqiao_escalation_regulator',
      ]),
    )
    expect((await journal())[0]?.detail).toMatchObject({
      category: 'network',
      categoryConfidence: 0.9,
      province: '广东',
      city: '深圳',
      placeSource: 'text',
      urgencyBecause: 'regulator negative',
    })
  })

  it('never takes what somebody corrected in the ticket back with a later message', async () => {
    await bed.say('断网了')
    await bed.settle()
    await bed.clock.advance(60_000)
    await bed.say('还没好')
    await bed.settle()
    expect(fieldsOf(1)).not.toHaveProperty('category')
    expect(fieldsOf(1)).toMatchObject({ urgency: 'high' })
    expect(filed()[1]?.body.tags).not.toContain('weiqiao_category_network')
    expect(filed()[1]?.body.tags).toContain('weiqiao_escalation_regulator')
  })

  it('says nothing of what the engine is not sure of, but keeps its guess', async () => {
    says = () => understoodOf({ polarity: { value: 'negative', confidence: 0.5, decided: false } })
    await bed.say('嗯？')
    await bed.settle()
    expect(fieldsOf(0)).not.toHaveProperty('mood')
    expect((await journal())[0]?.detail).toMatchObject({
      polarity: 'negative',
      polarityDecided: false,
    })
  })

  it('files the words whatever happens to the engine', async () => {
    says = () => {
      throw new TypeError('broken')
    }
    await bed.say('断网了')
    await bed.settle()
    expect(filed()[0]?.body.text).toContain('断网了')
    expect(await journal()).toEqual([])
  })

  it('does not read thanks, pictures and links', async () => {
    await bed.say('谢谢')
    await bed.settle()
    expect(heard).toEqual([])
  })

  it('keeps no word of the customer in the journal', async () => {
    await bed.say('深圳宽带断了，我的暗号是紫色茄子')
    await bed.settle()
    expect(JSON.stringify(await journal())).not.toMatch(/茄子|宽带/)
  })
})

describe('raised', () => {
  const high = urgencyOf(understoodOf({ escalation: { value: 'media', ...sure } }))
  it('never lowers a priority, and leaves a normal one to Zendesk', () => {
    expect(raised(undefined, urgencyOf(understoodOf()))).toBeUndefined()
    expect(raised('urgent', high)).toBe('urgent')
    expect(raised('low', high)).toBe('high')
    expect(raised(undefined, high)).toBe('high')
  })
})
