import { mintUrlSafe } from '../mint.ts'
import type { LabWorld } from '../world.ts'
import { WechatRefusal } from './refusal.ts'

const LIFE_MS = 7_200_000
/** The end of a stable token's life, when a new one is given while the old one still works. */
const OVERLAP_MS = 300_000
const FORCE_GAP_MS = 30_000
const FORCED_PER_DAY = 20
const TOKEN_LENGTH = 136

interface Token {
  value: string
  expiresAt: number
  isRevoked: boolean
}

export interface WechatTokens {
  /** `/cgi-bin/token`: every call ends the token before it, after five minutes. */
  issue(): { value: string; expiresIn: number }
  /** `/cgi-bin/stable_token`: the same token while it is valid. */
  issueStable(forceRefresh: boolean): { value: string; expiresIn: number }
  check(value: unknown): void
  expireAll(): void
}

export function createWechatTokens(world: LabWorld): WechatTokens {
  const tokens = new Map<string, Token>()
  const forced: number[] = []
  let latest: Token | undefined
  let stable: Token | undefined

  const create = (): Token => {
    const expiresAt = world.now() + LIFE_MS
    const token = { value: mintUrlSafe(world, TOKEN_LENGTH), expiresAt, isRevoked: false }
    tokens.set(token.value, token)
    return token
  }
  const grant = (token: Token): { value: string; expiresIn: number } => ({
    value: token.value,
    expiresIn: Math.floor((token.expiresAt - world.now()) / 1_000),
  })

  return {
    issue() {
      if (latest) latest.expiresAt = Math.min(latest.expiresAt, world.now() + OVERLAP_MS)
      latest = create()
      return grant(latest)
    },
    issueStable(forceRefresh) {
      if (forceRefresh) countForced(forced, world.now())
      const left = stable && !stable.isRevoked ? stable.expiresAt - world.now() : 0
      if (stable && forceRefresh) stable.isRevoked = true
      if (!stable || forceRefresh || left <= OVERLAP_MS) stable = create()
      return grant(stable)
    },
    check(value) {
      if (typeof value !== 'string' || value === '') throw new WechatRefusal(41001)
      if (value.length !== TOKEN_LENGTH) throw new WechatRefusal(40014)
      const token = tokens.get(value)
      if (!token || token.isRevoked) throw new WechatRefusal(40001)
      if (token.expiresAt <= world.now()) throw new WechatRefusal(42001)
    },
    expireAll() {
      for (const token of tokens.values()) token.expiresAt = Math.min(token.expiresAt, world.now())
    },
  }
}

/** Forced refreshes: 20 in a day, 30 s apart. */
function countForced(forced: number[], now: number): void {
  const recent = forced.filter((at) => at > now - 86_400_000)
  if (recent.length >= FORCED_PER_DAY) throw new WechatRefusal(45009)
  const last = recent.at(-1)
  if (last !== undefined && now - last < FORCE_GAP_MS) throw new WechatRefusal(45011)
  forced.splice(0, forced.length, ...recent, now)
}
