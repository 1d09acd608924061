import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zendeskBed, type ZendeskAnswer, type ZendeskBed } from '../testing/zendesk-bed.ts'

let bed: ZendeskBed

beforeAll(async () => {
  bed = await zendeskBed({ requestsPerMinute: 100_000 })
})
afterAll(() => bed.close())

const upsert = (user: object): Promise<ZendeskAnswer> =>
  bed.api('POST', '/users/create_or_update', { user })

describe('addUserEndpoints', () => {
  it('creates by external id once and updates from then on', async () => {
    const first = await upsert({ name: '小周', external_id: 'wechat:wx1:6f31' })
    const second = await upsert({ name: '小周 2', external_id: 'wechat:wx1:6f31', notes: '老客户' })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body.user).toMatchObject({
      id: first.body.user.id,
      name: '小周 2',
      notes: '老客户',
      role: 'end-user',
      email: null,
    })
  })
  it('matches external ids without regard to case: two such customers become one', async () => {
    const lower = await upsert({ name: '甲', external_id: 'openid-abc' })
    const upper = await upsert({ name: '乙', external_id: 'openid-ABC' })
    expect(upper.body.user.id).toBe(lower.body.user.id)
    expect(upper.body.user.external_id).toBe('openid-ABC')
  })
  it('finds people by external id, by many ids and as the caller', async () => {
    const id = await bed.customer('weibo:77')
    const found = await bed.api('GET', '/users/search?external_id=weibo:77')
    expect(found.body.users).toMatchObject([{ id }])
    const many = await bed.api('GET', `/users/show_many?ids=${id},9001,5`)
    expect(many.body.count).toBe(2)
    expect((await bed.api('GET', '/users/show_many?external_ids=weibo:77')).body.count).toBe(1)
    const me = (await bed.api('GET', '/users/me')).body.user
    expect(me).toMatchObject({ role: 'admin', email: 'relay@example.com' })
    const agents = (await bed.api('GET', '/users?role=agent')).body.users
    expect(agents.map(({ alias }: { alias: string }) => alias)).toEqual(['A02', 'A03'])
  })

  const invalid: readonly [why: string, user: object, key: string][] = [
    ['an unknown key', { name: 'a', colour: 'red' }, 'user.colour'],
    ['a read-only key', { name: 'a', external_id: 4 }, 'user.external_id'],
    ['no name', { external_id: 'nobody' }, 'name'],
    ['an invented role', { name: 'a', role: 'king' }, 'role'],
  ]
  it.each(invalid)('refuses %s', async (_why, user, key) => {
    const { status, body } = await upsert(user)
    expect([status, Object.keys(body.details)]).toEqual([422, [key]])
  })
  it('keeps identities apart between people', async () => {
    const one = await bed.customer('weibo:88')
    const other = await bed.customer('weibo:89')
    const identity = { type: 'email', value: 'a@example.com' }
    const added = await bed.api('POST', `/users/${one}/identities`, { identity })
    expect(added.status).toBe(201)
    const taken = await bed.api('POST', `/users/${other}/identities`, { identity })
    expect(taken.status).toBe(422)
    const listed = await bed.api('GET', `/users/${one}/identities`)
    expect(listed.body.identities).toMatchObject([{ type: 'email', primary: true }])
  })
  it('does not give a ticket to somebody deactivated', async () => {
    const id = await bed.customer('weibo:90')
    await bed.api('DELETE', `/users/${id}`)
    const { status } = await bed.api('POST', '/tickets', {
      ticket: { comment: { body: 'a' }, requester_id: id },
    })
    expect(status).toBe(422)
    expect((await bed.api('PUT', '/users/1', { user: { name: 'a' } })).status).toBe(404)
  })
})
