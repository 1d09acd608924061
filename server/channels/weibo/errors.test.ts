import { describe, expect, it } from 'vitest'
import type { ErrorCode } from '../../core/error-codes.ts'
import { reactions, refusal } from './errors.ts'

/** The reaction table of the protocol page, by hand. */
const table: readonly (readonly [ErrorCode, string])[] = [
  ['channel.unavailable', '10001 10002 10003 10009 10010 10011 20014 21331'],
  ['channel.ip_refused', '10004 20015'],
  ['channel.permission', '10005 10014 21321 21335 21337'],
  ['channel.programming', '10006 10007 10008 10016 10017 10018 10020 10021'],
  ['channel.programming', '20001 20002 20008 20009 20109 20204 20102 20203 20103'],
  ['channel.config', '10012 10013 21338 21320'],
  ['channel.config', '21322 21323 21324 21325 21326 21328 21329 21330'],
  ['channel.rate_limited', '10022 10023 10024 20016'],
  ['channel.target_gone', '20003 20101 20104 20201 20202'],
  ['channel.media_refused', '20005 20006 20007'],
  ['channel.content_too_long', '20012 20013 20049'],
  ['channel.duplicate_content', '20017 20019 20111 20306'],
  ['channel.content_refused', '20018 20020 20021 20022 21602'],
  ['channel.human_needed', '20031 20507'],
  ['channel.not_allowed', '20205 20206 20207 20208 20209 20210 20508'],
  ['channel.window_closed', '20301 20302 20305'],
  ['channel.auth', '21301 21314 21315 21316 21317 21318 21319 21327 21332'],
]
const rows = table.flatMap(([code, numbers]) =>
  numbers.split(' ').map((number) => [Number(number), code] as const),
)

describe('refusal', () => {
  it.each(rows)('%i is %s', (number, code) => {
    const error = refusal(number, 'comments/create')
    expect(error.code).toBe(code)
    expect(error.details).toMatchObject({ error_code: number, path: 'comments/create' })
  })

  it('knows no other numbers', () =>
    expect([...reactions.keys()].sort()).toEqual(rows.map(([number]) => number).sort()))

  it('has no refusal for 20032, which is a success', () => expect(reactions.has(20032)).toBe(false))

  it.each([10022, 10023, 10024])('%i waits an hour', (number) =>
    expect(refusal(number, 'x').retry).toEqual({ afterMs: 3_600_000 }),
  )

  it.each([
    [10022, 'ip'],
    [10023, 'account'],
    [10024, 'interface'],
    [20016, undefined],
  ])('%i stops %s', (number, stops) => expect(refusal(number, 'x').details['stops']).toBe(stops))

  it('waits minutes after posting too often', () =>
    expect(refusal(20016, 'x').retry).toEqual({ afterMs: 120_000 }))

  it.each([21315, 21327, 99999, 20019, 10014])('%i is never tried again', (number) =>
    expect(refusal(number, 'x').retry).toBe('never'),
  )

  it.each([99999, 0, NaN])('is unknown for %d', (number) =>
    expect(refusal(number, 'x').code).toBe('channel.unknown'),
  )

  // "Writes check first": the service failed somewhere on the way, perhaps after it acted.
  it.each([10001, 10002, 10003, 10009, 10010, 10011])('%i may have acted', (number) =>
    expect(refusal(number, 'x').outcome).toBe('unknown'),
  )

  it.each([20014, 10022, 10023, 20016, 20019, 21327, 99999])('%i did not act', (number) =>
    expect(refusal(number, 'x').outcome).toBe('not_done'),
  )
})
