import { describe, expect, it } from 'vitest'
import type { CustomerRef, InboundMessage, PublicContext } from '../core/message.ts'
import { influenceOf, influenceTable, reachIn, type Reach } from './influence.ts'

const nothing: Reach = { followers: undefined, verified: undefined, reposts: undefined }

function message(customer: Partial<CustomerRef>, context: readonly PublicContext[] = []) {
  const made: InboundMessage = {
    key: 'k',
    kind: 'message',
    platformKind: 'comment',
    customer: { id: '1001', ...customer },
    thread: '9',
    visibility: 'public',
    parts: [],
    sentAt: 0,
    context,
  }
  return made
}

describe('influenceOf', () => {
  it.each([
    [{}, 'ordinary', []],
    [{ followers: 0 }, 'ordinary', []],
    [{ followers: 9_999, reposts: 19 }, 'ordinary', []],
    [{ followers: 10_000 }, 'notable', ['followers']],
    [{ reposts: 20 }, 'notable', ['reposts']],
    [{ verified: 'person', followers: 12 }, 'notable', ['verified']],
    [{ verified: 'company' }, 'notable', ['verified']],
    [{ verified: 'talent' }, 'notable', ['verified']],
    [{ followers: 99_999, reposts: 99 }, 'notable', ['followers', 'reposts']],
    [{ followers: 100_000 }, 'strong', ['followers']],
    [{ reposts: 100, verified: 'person' }, 'strong', ['reposts']],
    [{ verified: 'media' }, 'strong', ['verified']],
    [{ verified: 'government', followers: 3 }, 'strong', ['verified']],
    [{ followers: 999_999, reposts: 999 }, 'strong', ['followers', 'reposts']],
    [{ followers: 1_000_000, verified: 'person' }, 'major', ['followers']],
    [{ reposts: 1000 }, 'major', ['reposts']],
  ] as const)('reads %o as %s because of %o (S2-03)', (given, level, because) => {
    expect(influenceOf({ ...nothing, ...given })).toEqual({ ...nothing, ...given, level, because })
  })
  it('has a table that falls from row to row and names each verification once', () => {
    const falls = (numbers: readonly number[]): boolean =>
      numbers.every((n, i) => n < (numbers[i - 1] ?? Infinity))
    expect(falls(influenceTable.map(({ followers }) => followers))).toBe(true)
    expect(falls(influenceTable.map(({ reposts }) => reposts))).toBe(true)
    const named = influenceTable.flatMap(({ verified }) => verified)
    expect(new Set(named).size).toBe(named.length)
  })
})

describe('reachIn', () => {
  it('takes the newest profile and the most reposted post of their own', () => {
    const messages = [
      message({ followers: 10, verified: 'person' }),
      message({ followers: 900 }, [
        { id: 'p1', authorId: '1001', reposts: 40 },
        { id: 'p2', authorId: '2002', reposts: 5000 },
      ]),
      message({}, [{ id: 'p3', authorId: '1001', reposts: 7 }, { id: 'p4' }]),
    ]
    expect(reachIn(messages)).toEqual({ followers: 900, verified: 'person', reposts: 40 })
  })
  it('knows nothing where nothing is said', () => {
    expect(reachIn([])).toEqual(nothing)
    expect(reachIn([message({})])).toEqual(nothing)
  })
})
