import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { fieldsOf, readDocument, type PersonaDocument } from './document.ts'
import { lintContextSchema, personaDocumentSchema } from './document-json-schema.ts'
import { judge } from './guide.ts'
import { presets } from './presets/index.ts'
import { readContext } from './context-schema.ts'

const schemaPath = join(import.meta.dirname, '../../docs/persona.schema.json')

function presetOf(name: string): PersonaDocument {
  const reading = readDocument(presets[name])
  if (!reading.ok) throw new TypeError(JSON.stringify(reading.problems))
  return reading.document
}

describe('readDocument', () => {
  it('names every wrong field by its path and quotes no value', () => {
    const reading = readDocument({
      schemaVersion: 1,
      persona: { name: 7 },
      wording: [
        { id: 'a', topic: 't', text: 'x' },
        { id: 'b', topic: 't', text: 'x', validTo: 'private words' },
      ],
      topics: [{ id: 't', words: ['w'], verdict: 'maybe' }],
      authority: { refundYuan: -1 },
    })
    expect(reading).toEqual({
      ok: false,
      problems: [
        { path: 'persona.name', message: 'must be text' },
        {
          path: 'wording[1].validTo',
          message: 'must be a time (ISO 8601 with offset) or a date (YYYY-MM-DD)',
        },
        { path: 'topics[0].verdict', message: 'must be one of engage, hold, pr' },
        { path: 'authority.refundYuan', message: 'must be at least 0' },
      ],
    })
  })

  it('leaves unknown keys out and names each', () => {
    expect(
      readDocument({ schemaVersion: 1, persona: { name: '小桥', nick: 'x' }, colour: 'red' }),
    ).toEqual({
      ok: true,
      document: { schemaVersion: 1, persona: { name: '小桥' } },
      unknown: ['persona.nick', 'colour'],
    })
  })

  it.each([null, [], 'text', { schemaVersion: 2 }])('refuses %j', (value) => {
    expect(readDocument(value).ok).toBe(false)
  })

  it('answers whatever it is given and never throws', () => {
    const fields = ['persona', 'wording', 'topics', 'authority', 'crisis', 'voice', '__proto__']
    const documents = fc.dictionary(fc.constantFrom(...fields), fc.anything())
    fc.assert(
      fc.property(fc.oneof(fc.anything(), documents), (value) => {
        const reading = readDocument(value)
        if (reading.ok) expect(readDocument(reading.document)).toEqual({ ...reading, unknown: [] })
        else expect(reading.problems.length).toBeGreaterThan(0)
      }),
    )
  })

  it('gives a lint context that passes its own check, without what is for people only', () => {
    const fields = fieldsOf(presetOf('telecom'))
    expect(readContext(fields)).toEqual({ ok: true, context: fields })
    expect(fields).not.toHaveProperty('voice')
    expect(fields).not.toHaveProperty('schemaVersion')
  })
})

describe('personaDocumentSchema', () => {
  it('is what docs/persona.schema.json publishes', async () => {
    const options = { ...(await resolveConfig(schemaPath)), parser: 'json' }
    const text = await format(JSON.stringify(personaDocumentSchema()), options)
    await expect(text).toMatchFileSnapshot(schemaPath)
  })

  it('accepts the presets and refuses what readDocument refuses', () => {
    const ajv = new Ajv2020({ strict: false })
    const check = ajv.compile(personaDocumentSchema())
    for (const preset of Object.values(presets)) expect(check(preset)).toBe(true)
    expect(check({ schemaVersion: 1, persona: { name: 7 } })).toBe(false)
    expect(check({ schemaVersion: 2 })).toBe(false)
    const isContext = ajv.compile(lintContextSchema())
    expect(isContext({ ticket: { facts: { fee: '198元' } } })).toBe(true)
    expect(isContext({ ticket: { facts: { fee: 198 } } })).toBe(false)
  })
})

describe('presets', () => {
  const now = '2026-05-12T10:00:00+08:00'
  const found = (name: string, draft: string, visibility: 'public' | 'private' = 'public') =>
    judge(draft, {
      ...fieldsOf(presetOf(name)),
      now,
      channel: { kind: 'weibo', visibility },
    }).map(({ rule }) => rule)

  it.each(Object.keys(presets))('%s is complete and holds nothing unknown', (name) => {
    const reading = readDocument(presets[name])
    expect(reading).toMatchObject({ ok: true, unknown: [] })
    const { persona, brand, terms, jargon, wording, topics, sensitive, authority, crisis, voice } =
      presetOf(name)
    for (const part of [persona, brand, authority, crisis]) expect(part).toBeDefined()
    for (const list of [terms, jargon, wording, topics, sensitive, voice?.samples])
      expect(list?.length).toBeGreaterThan(1)
    expect(crisis?.on).toBe(false)
    for (const { validFrom, owner } of wording ?? []) expect([validFrom, owner]).not.toContain('')
  })

  it.each(Object.keys(presets))('%s speaks in its samples as its own rules ask', (name) => {
    for (const { text } of presetOf(name).voice?.samples ?? []) {
      expect(found(name, text)).toEqual([])
      expect(found(name, text, 'private')).toEqual([])
    }
  })

  it.each([
    ['telecom', '您的ONU要换，我帮您登记。', 'W-C2'],
    ['telecom', '蓝海通信的网差得很，您别去。', 'W-X4'],
    ['telecom', '给您补偿100元话费，您看行吗？', 'W-S5'],
    ['retail', '您的优惠卷已经到账。', 'W-A6'],
    ['retail', '我们确认代言人塌房了，会换人。', 'W-X7'],
    ['retail', '签收后十五天内可以无理由退货。', 'W-A4'],
    ['electronics', '新机发布时间是九月，价格不变。', 'W-X7'],
    ['electronics', '进度看 http://lanxing.example.net/x', 'W-S6'],
    ['utility', '阶梯电价我们完全支持，早该这样了。', 'W-X1'],
    ['utility', '您找代开发票的就行。', 'W-S7'],
  ])('%s stops at: %s', (name, draft, rule) => {
    expect(found(name, draft)).toContain(rule)
  })
})
