import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { channelProblems } from '../../testing/channel-bodies.ts'
import { filingOf, type FilingChanges } from '../contract.ts'
import { filingIdOf, isoSeconds, resourcesOf } from './resource.ts'

const origin = { publicUrl: 'https://relay.example.com', locale: 'zh-CN' } as const
const bed = { account: 'wx', now: () => Date.parse('2026-03-02T10:00:00.789Z') }

const first = (changes: FilingChanges = {}, more: object = {}) =>
  resourcesOf(filingOf(bed, changes), { ...origin, ...more })[0]

describe('resourcesOf', () => {
  it('names filing, thread, author, time, subject and tags', () => {
    expect(first()).toEqual({
      external_id: 'filing-1',
      message: '路由器连不上网，灯一直闪红 😀',
      thread_id: 'thread-1',
      created_at: '2026-03-02T10:00:00Z',
      author: { external_id: 'wechat:wx1:6f4131', name: '客户甲' },
      fields: [
        { id: 'subject', value: '微信：路由器连不上网' },
        { id: 'tags', value: ['weiqiao', 'weiqiao_wechat'] },
      ],
    })
  })
  it('puts a sign in place of blanks, which the framework refuses', () => {
    expect(first({ body: { text: ' \n ' } })?.message).toBe('…')
  })
  it('leaves a blank name out, so that the id stands for it', () => {
    const customer = { id: 'o', externalId: 'wechat:a:6f', displayName: '  ' }
    expect(first({ customer })?.author).toEqual({ external_id: 'wechat:a:6f' })
  })
  it('shows only pictures with a short https address', () => {
    const customer = { id: 'o', externalId: 'weibo:1', displayName: '客户乙' }
    const imageOf = (avatarUrl: string) => first({ customer: { ...customer, avatarUrl } })?.author
    expect(imageOf('https://tvax1.sinaimg.cn/a.jpg')).toMatchObject({
      image_url: 'https://tvax1.sinaimg.cn/a.jpg',
    })
    expect(imageOf('http://tvax1.sinaimg.cn/a.jpg')).not.toHaveProperty('image_url')
    expect(imageOf(`https://e.com/${'a'.repeat(300)}`)).not.toHaveProperty('image_url')
  })
  it('fills the custom fields that the tenant named', () => {
    const fields = [
      { id: 'channel', value: 'weibo' },
      { id: 'city', value: '深圳' },
    ]
    expect(
      first({ body: { fields } }, { customFields: { city: '360001' } })?.fields,
    ).toContainEqual({ id: '360001', value: '深圳' })
    expect(JSON.stringify(first({ body: { fields } }))).not.toContain('深圳')
  })
  it('cuts no character in half', () => {
    expect(first({ body: { subject: `${'a'.repeat(249)}😀` } })?.fields?.[0]?.value).toBe(
      'a'.repeat(249),
    )
  })
  it('fits the schema of Zendesk whatever customers and texts are like', () => {
    const text = fc.oneof(fc.string({ maxLength: 400 }), fc.string({ unit: 'grapheme' }))
    const long = fc.integer({ min: 0, max: 60_000 }).map((n) => '微'.repeat(n))
    const changes = fc.record({
      text: fc.oneof(text, long),
      subject: text,
      name: text,
      avatar: fc.option(fc.webUrl(), { nil: undefined }),
      files: fc.nat({ max: 35 }),
      isPublic: fc.boolean(),
    })
    fc.assert(
      fc.property(changes, ({ text, subject, name, avatar, files, isPublic }) => {
        const filing = filingOf(bed, {
          customer: {
            id: 'o',
            externalId: 'wechat:a:6f',
            displayName: name,
            ...(avatar !== undefined && { avatarUrl: avatar }),
          },
          attachments: Array.from({ length: files }, (_, n) => ({
            name: 'a',
            contentType: 'image/png',
            bytes: new Uint8Array(),
            token: `t${n}`,
          })),
          body: { text, subject, isPublic },
        })
        const resources = resourcesOf(filing, origin)
        const body = { instance_push_id: 'p', external_resources: resources }
        expect(channelProblems('push_parameters', body)).toEqual([])
        expect(resources.flatMap(({ file_urls: urls = [] }) => urls)).toHaveLength(files)
      }),
      { numRuns: 150 },
    )
  })
})

describe('filingIdOf', () => {
  it('leads from every resource of a filing back to it', () => {
    expect(['f-1', 'f-1:files:2', 'f-1:files:13'].map(filingIdOf)).toEqual(['f-1', 'f-1', 'f-1'])
  })
})

describe('isoSeconds', () => {
  it('writes UTC to the second', () => {
    expect(isoSeconds(Date.parse('2026-03-02T10:00:00.999+08:00'))).toBe('2026-03-02T02:00:00Z')
  })
})
