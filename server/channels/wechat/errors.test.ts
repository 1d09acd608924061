import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isRelayError, type RelayError } from '../../core/error.ts'
import type { ErrorCode } from '../../core/error-codes.ts'
import { reactions, refusal } from './errors.ts'
import { replyOf, wechatBed, type WechatBed } from './wechat.fake.ts'

const now = Date.UTC(2026, 2, 2, 2, 0)

/** The reaction table of the protocol page, by hand; the last line are codes of bad uploads. */
const table: readonly (readonly [ErrorCode, string])[] = [
  ['channel.unavailable', '-1'],
  ['channel.auth', '40001 40014 42001 41001'],
  ['channel.config', '40125 40013 40243 65401'],
  ['channel.ip_refused', '40164 89503 89501 89506 89507 61004'],
  ['channel.customer_unreachable', '40003 43004 50005'],
  ['channel.customer_blocked', '43019 48002'],
  ['channel.window_closed', '45015'],
  ['channel.quota_used', '45047'],
  ['channel.content_too_long', '45002 45003 45004'],
  ['channel.programming', '44004 45008 40033 47001'],
  ['channel.rate_limited', '45009 45011 48006'],
  ['channel.permission', '48001 48004 65400 61016 61003 61007'],
  ['channel.unsupported', '40200 45162'],
  ['channel.media_gone', '40007'],
  ['channel.media_refused', '40004 40005 40006 40009 44001 45001'],
]
const rows = table.flatMap(([code, numbers]) =>
  numbers.split(' ').map((number) => [Number(number), code] as const),
)

describe('refusal', () => {
  it.each(rows)('%i is %s', (errcode, code) => {
    const error = refusal(errcode, 'rid: 1-2-3', now)
    expect([error.code, error.details]).toEqual([code, { errcode }])
    expect(error.outcome).toBe(errcode === -1 ? 'unknown' : 'not_done')
    expect(error.message).not.toContain('rid')
  })

  it('knows no other numbers', () =>
    expect(Object.keys(reactions).sort()).toEqual(rows.map(([number]) => String(number)).sort()))

  it.each([45065, 45066, 45067, 99999, 1, NaN])(
    'never tries again after %d, which it does not know',
    (errcode) => {
      const { code, retry, outcome } = refusal(errcode, '', now)
      expect([code, retry, outcome]).toEqual(['channel.unknown', 'never', 'not_done'])
    },
  )

  it.each([
    [45011, 60_000],
    [89503, 3_600_000],
    [89501, 3_600_000],
    [89506, 86_400_000],
    [89507, 3_600_000],
  ])('waits after %i for %i ms', (errcode, afterMs) =>
    expect(refusal(errcode, '', now).retry).toEqual({ afterMs }),
  )

  it.each([
    [Date.UTC(2026, 2, 2, 2, 0), 14],
    [Date.UTC(2026, 2, 2, 15, 0), 1],
    [Date.UTC(2026, 2, 2, 16, 0), 24],
  ])('waits for midnight in Beijing when the day is used up (%i)', (at, hours) =>
    expect(refusal(45009, '', at).retry).toEqual({ afterMs: hours * 3_600_000 }),
  )

  it.each([
    ['invalid ip 203.0.113.9 ipv6 ::ffff:203.0.113.9, not in whitelist', '203.0.113.9'],
    ['invalid ip 2001:db8:1::9, not in whitelist', '2001:db8:1::9'],
    ['not in whitelist rid: 5f-a1', undefined],
  ])('shows the address to add to the list: %s', (errmsg, ip) => {
    const error = refusal(40164, errmsg, now)
    expect(error.details['ip']).toBe(ip)
    expect(error.message.includes('Add')).toBe(ip !== undefined)
  })
})

describe('a refused send', () => {
  let bed: WechatBed
  beforeEach(async () => {
    bed = await wechatBed()
  })
  afterEach(() => bed.close())

  it.each(rows.filter(([errcode]) => errcode !== -1))(
    'by %i fails as %s',
    async (errcode, code) => {
      bed.answer = () => ({ body: { errcode, errmsg: 'words that vary rid: 1-2-3' } })
      const error = await bed.channel.send(replyOf()).then(
        () => expect.fail('it was sent'),
        (cause: unknown) => cause as RelayError,
      )
      expect(isRelayError(error, code) && error.outcome).toBe('not_done')
    },
  )
})
