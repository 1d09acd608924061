import { RelayError, type Retry } from '../../core/error.ts'
import type { ErrorCode } from '../../core/error-codes.ts'

/** What an error class stops. */
export type Stops = 'ip' | 'account' | 'interface'

interface Reaction {
  readonly code: ErrorCode
  readonly retry?: Retry
  readonly stops?: Stops
  /** The service failed on the way and may have acted: a write is looked up, not repeated. */
  readonly mayHaveActed?: true
}

const hour = 3_600_000

function all(
  codes: readonly number[],
  reaction: Reaction,
): readonly (readonly [number, Reaction])[] {
  return codes.map((code) => [code, reaction] as const)
}

/** Weibo's error_code → our code, by the numbering in use since 2012. 20032 is no error and stands apart. */
export const reactions: ReadonlyMap<number, Reaction> = new Map([
  ...all([10001, 10002, 10003, 10009, 10010, 10011], {
    code: 'channel.unavailable',
    mayHaveActed: true,
  }),
  ...all([20014, 21331], { code: 'channel.unavailable' }),
  ...all([10004, 20015], { code: 'channel.ip_refused' }),
  ...all([10005, 10014, 21321, 21335, 21337], { code: 'channel.permission' }),
  ...all([10006, 10007, 10008, 10016, 10017, 10018, 10020, 10021], { code: 'channel.programming' }),
  ...all([10012, 10013, 21338], { code: 'channel.config' }),
  ...all([10022], { code: 'channel.rate_limited', retry: { afterMs: hour }, stops: 'ip' }),
  ...all([10023], { code: 'channel.rate_limited', retry: { afterMs: hour }, stops: 'account' }),
  ...all([10024], { code: 'channel.rate_limited', retry: { afterMs: hour }, stops: 'interface' }),
  ...all([20001, 20002, 20008, 20009, 20109, 20204, 20102, 20203, 20103], {
    code: 'channel.programming',
  }),
  ...all([20003], { code: 'channel.target_gone' }),
  ...all([20005, 20006, 20007], { code: 'channel.media_refused' }),
  ...all([20012, 20013, 20049], { code: 'channel.content_too_long' }),
  ...all([20016], { code: 'channel.rate_limited', retry: { afterMs: 120_000 } }),
  ...all([20017, 20019, 20111, 20306], { code: 'channel.duplicate_content' }),
  ...all([20018, 20020, 20021, 20022, 21602], { code: 'channel.content_refused' }),
  ...all([20031, 20507], { code: 'channel.human_needed' }),
  ...all([20101, 20104, 20201, 20202], { code: 'channel.target_gone' }),
  // 20205–20210 stand in no table that could be read; kept with their neighbours.
  ...all([20205, 20206, 20207, 20208, 20209, 20210, 20508], { code: 'channel.not_allowed' }),
  ...all([20301, 20302, 20305], { code: 'channel.window_closed' }),
  ...all([21301, 21314, 21315, 21316, 21317, 21318, 21319, 21327, 21332], {
    code: 'channel.auth',
    retry: 'never',
  }),
  ...all([21322, 21323, 21324, 21325, 21326, 21328, 21329, 21330, 21320], {
    code: 'channel.config',
  }),
])

/** Accepted; the public sees it after a minute or two. */
export const acceptedLater = 20032

const unheard: Reaction = { code: 'channel.unknown' }

/** A refusal by Weibo. An unknown code is final: a write is never repeated on a guess. */
export function refusal(code: number, path: string): RelayError {
  const reaction = reactions.get(code) ?? unheard
  const hint = reaction.code === 'channel.auth' ? ' Reconnect the account in settings.' : ''
  return new RelayError(reaction.code, `Weibo refused ${path} (${code}).${hint}`, {
    details: { error_code: code, path, ...(reaction.stops && { stops: reaction.stops }) },
    ...(reaction.retry !== undefined && { retry: reaction.retry }),
    ...(reaction.mayHaveActed && { outcome: 'unknown' }),
  })
}
