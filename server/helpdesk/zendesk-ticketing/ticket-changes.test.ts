import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actedBy, handover, ratingChange, scoreOf, statusChange } from './ticket-changes.ts'

const statuses = ['new', 'open', 'pending', 'hold', 'solved', 'closed']
const acting = { actor: '7', requester: '1', me: async () => '9' }

describe('statusChange', () => {
  it.each([
    ['open', 'solved', 'solved'],
    ['', 'SOLVED', 'solved'],
    ['solved', 'open', 'reopened'],
    ['CLOSED', 'OPEN', 'reopened'],
    ['solved', 'closed', 'status_changed'],
    ['closed', 'solved', 'status_changed'],
    ['open', 'pending', 'status_changed'],
    ['new', 'closed', 'status_changed'],
  ])('calls %s → %s %s', (from, to, name) => {
    expect(statusChange(from, to).name).toBe(name)
  })

  it('tells as many solves as reopenings, or one more, of any life of a ticket', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...statuses.slice(1, 5))), (path) => {
        const names = path.map((to, i) => [i === 0 ? 'new' : path[i - 1]!, to] as const)
        const told = names
          .filter(([from, to]) => from !== to)
          .map(([from, to]) => statusChange(from, to).name)
        const count = (name: string): number => told.filter((one) => one === name).length
        const isOver = path.at(-1) === 'solved'
        expect(count('solved') - count('reopened')).toBe(isOver ? 1 : 0)
      }),
    )
  })
})

describe('ratingChange', () => {
  it.each([
    ['good', 5],
    ['GOOD', 5],
    ['good_with_comment', 5],
    ['bad', 1],
    ['badwithcomment', 1],
    ['3', 3],
    ['0', undefined],
    ['6', undefined],
    ['', undefined],
    ['unoffered', undefined],
  ])('reads the score %s as %s', (text, score) => {
    expect(scoreOf(text)).toBe(score)
  })

  it('says nothing where only words were added', () => {
    expect(ratingChange('good', 'good_with_comment')).toBeUndefined()
    expect(ratingChange('good', 'bad')).toEqual({ name: 'rated', detail: { score: 1 } })
  })
})

describe('actedBy', () => {
  const reopened = statusChange('solved', 'open')

  it('marks what the relay opened itself or in a customer’s name, and names nobody for it', async () => {
    for (const actor of ['9', '1']) {
      expect(await actedBy(reopened, { ...acting, actor })).toEqual({
        name: 'reopened',
        detail: { ...reopened.detail, byRelay: true },
      })
    }
  })

  it('names the agent who opened a ticket, and nobody for a rule', async () => {
    expect(await actedBy(reopened, acting)).toEqual({ ...reopened, agent: '7' })
    for (const actor of ['-1', '']) {
      expect(await actedBy(reopened, { ...acting, actor })).toEqual(reopened)
    }
  })

  it('takes what the relay never does for a person’s doing, whoever’s user it was done with', async () => {
    const asked: string[] = []
    const me = async (): Promise<string> => (asked.push('me'), '9')
    const changes = [statusChange('open', 'solved'), handover('group', '', '5')]
    for (const change of [...changes, statusChange('solved', 'pending')]) {
      expect(await actedBy(change, { actor: '9', requester: '1', me })).toMatchObject({
        agent: '9',
      })
    }
    expect(asked).toEqual([])
  })

  it('never names the customer as the agent', async () => {
    const rated = { name: 'rated', detail: { score: 4 } } as const
    expect(await actedBy(rated, { ...acting, actor: '1' })).toEqual(rated)
    expect(await actedBy(rated, { ...acting, actor: '2' })).toEqual(rated)
  })
})
