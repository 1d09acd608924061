import { mintHex, mintUrlSafe } from '../mint.ts'
import type { LabPlan } from '../plan.ts'
import type { LabWorld } from '../world.ts'
import { WeiboRefusal } from './refusal.ts'

const CODE_LIFE_MS = 10 * 60_000
const REVIEWED_LIFE_S = 30 * 86_400

interface Credential {
  uid: string
  createdAt: number
  expiresAt: number
  isRevoked: boolean
}

/** Access tokens of the brand's account. There is no refresh: a person authorises again. */
export interface Credentials {
  /** A code from the consent page, good once. */
  consent(redirectUri: string): string
  redeem(code: string, redirectUri: string): { accessToken: string; expiresIn: number; uid: string }
  check(token: string | undefined): Credential
  revoke(token: string | undefined): void
}

export function createCredentials(world: LabWorld, plan: LabPlan): Credentials {
  const tokens = new Map<string, Credential>()
  const codes = new Map<string, { redirectUri: string; at: number }>()
  const issue = (value: string): Credential => {
    const createdAt = world.now()
    const expiresAt = createdAt + REVIEWED_LIFE_S * 1_000
    const credential = { uid: plan.weibo.uid, createdAt, expiresAt, isRevoked: false }
    tokens.set(value, credential)
    return credential
  }
  issue(plan.weibo.accessToken)

  const check = (token: string | undefined): Credential => {
    if (!token) throw new WeiboRefusal(10006)
    const credential = tokens.get(token)
    if (!credential) throw new WeiboRefusal(21332)
    if (credential.isRevoked) throw new WeiboRefusal(21317)
    if (credential.expiresAt <= world.now()) throw new WeiboRefusal(21327)
    return credential
  }

  return {
    check,
    consent(redirectUri) {
      const code = mintHex(world, 32)
      codes.set(code, { redirectUri, at: world.now() })
      return code
    },
    redeem(code, redirectUri) {
      const consent = codes.get(code)
      codes.delete(code)
      if (!consent || consent.at + CODE_LIFE_MS < world.now()) throw new WeiboRefusal(21325)
      if (consent.redirectUri !== redirectUri) throw new WeiboRefusal(21322)
      const accessToken = `2.00${mintUrlSafe(world, 28)}`
      const { uid } = issue(accessToken)
      return { accessToken, expiresIn: REVIEWED_LIFE_S, uid }
    },
    revoke(token) {
      check(token).isRevoked = true
    },
  }
}
