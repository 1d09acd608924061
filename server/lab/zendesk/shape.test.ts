import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodyProblems, describedSchemas } from './bodies.ts'
import description from './openapi-subset.json' with { type: 'json' }
import { isSecureUrl } from './shape.ts'

const comment = fc.record(
  {
    body: fc.string({ minLength: 1 }),
    public: fc.boolean(),
    author_id: fc.nat(),
    uploads: fc.array(fc.string()),
  },
  { requiredKeys: ['body'] },
)
const ticket = fc.record(
  {
    comment,
    subject: fc.string(),
    external_id: fc.string(),
    requester_id: fc.nat(),
    tags: fc.array(fc.string()),
    status: fc.constantFrom('new', 'open', 'pending', 'hold', 'solved', 'closed'),
    custom_fields: fc.array(fc.record({ id: fc.nat(), value: fc.string() })),
    metadata: fc.dictionary(fc.string(), fc.string()),
  },
  { requiredKeys: ['comment'] },
)

describe('bodyProblems', () => {
  const ajv = new Ajv({ strict: false, formats: { 'date-time': true, email: true } })
  ajv.addSchema(description, 'zendesk')
  const isDescribed = ajv.getSchema('zendesk#/components/schemas/TicketCreateRequest')

  it('takes every ticket the public description takes', () => {
    expect(describedSchemas).toContain('TicketCreateRequest')
    fc.assert(
      fc.property(ticket, (one) => {
        expect(isDescribed?.({ ticket: one })).toBe(true)
        expect(bodyProblems('ticketCreate', { ticket: one })).toEqual([])
      }),
    )
  })
  it('names any key the description does not know', () => {
    const known = new Set(['body', 'public', 'author_id', 'uploads', 'html_body', 'via'])
    const strange = fc.string({ minLength: 1 }).filter((name) => !known.has(name))
    fc.assert(
      fc.property(ticket, strange, (one, name) => {
        const body = {
          ticket: {
            ...one,
            comment: Object.fromEntries([
              ['body', 'a'],
              [name, 1],
            ]),
          },
        }
        const [problem] = bodyProblems('ticketCreate', body)
        expect(problem).toMatchObject({ path: `ticket.comment.${name}`, error: 'UnknownKey' })
      }),
    )
  })

  const push = (more: object) => ({
    instance_push_id: 'i',
    external_resources: [
      {
        external_id: 'm1',
        message: '你好',
        created_at: '2026-11-24T08:00:00Z',
        author: { external_id: 'a1' },
        ...more,
      },
    ],
  })
  const wrong: readonly [why: string, more: object, path: string][] = [
    ['a space at the end of an id', { external_id: 'm1 ' }, 'external_id'],
    ['an id beyond ASCII', { external_id: '消息' }, 'external_id'],
    ['an empty message', { message: '' }, 'message'],
    ['a message beyond 65,535', { message: 'a'.repeat(65_536) }, 'message'],
    ['a time that is none', { created_at: 'yesterday' }, 'created_at'],
    ['a file without encryption', { file_urls: ['http://cdn.example/a.png'] }, 'file_urls.0'],
    ['an unknown key', { mood: 'sad' }, 'mood'],
    [
      'a hint that is no object',
      { display_info: [{ type: 'x', data: '{}' }] },
      'display_info.0.data',
    ],
  ]
  it.each(wrong)('refuses a resource with %s', (_why, more, path) => {
    expect(bodyProblems('channel:push_parameters', push({}))).toEqual([])
    expect(bodyProblems('channel:push_parameters', push(more))).toMatchObject([
      { path: `external_resources.0.${path}` },
    ])
  })
  it('holds credentials to one of their kinds', () => {
    const webhook = {
      name: 'x',
      status: 'active',
      endpoint: 'https://relay.example/',
      http_method: 'POST',
      request_format: 'json',
    }
    const authentication = { type: 'bearer_token', data: { token: 't' }, add_position: 'header' }
    expect(bodyProblems('webhook', { webhook: { ...webhook, authentication } })).toEqual([])
    const odd = { ...authentication, type: 'magic' }
    expect(bodyProblems('webhook', { webhook: { ...webhook, authentication: odd } })).toHaveLength(
      1,
    )
  })
})

describe('isSecureUrl', () => {
  it.each([
    ['https://relay.example/x', true],
    ['http://127.0.0.1:8787/x', true],
    ['http://localhost/x', true],
    ['http://relay.example/x', false],
    ['ftp://relay.example/x', false],
    ['relay', false],
  ])('judges %s as %s', (url, isSecure) => {
    expect(isSecureUrl(url)).toBe(isSecure)
  })
})
