import { createHash, randomBytes } from 'node:crypto'
import type { Consent } from '../../core/consent.ts'
import { RelayError } from '../../core/error.ts'
import { connect, consentUrl } from './auth.ts'
import type { ZendeskTicketingOptions } from './options.ts'

const purpose = 'zendesk-consent'
const goodForMs = 10 * 60_000

interface Ask {
  readonly verifier: string
  readonly until: number
}

function refused(): RelayError {
  return new RelayError(
    'helpdesk.auth',
    'This consent was not begun here, is used or too old: begin again with "relay connect".',
  )
}

/**
 * The state carries the PKCE verifier sealed for this tenant, so nothing waits in the store for a
 * browser that may never come back; what is kept is only that a state was used.
 */
export function zendeskConsent(options: ZendeskTicketingOptions): Consent {
  const { tenant, doors } = options
  const { secrets, kept, clock } = options.doors

  async function open(state: string): Promise<Ask> {
    const opened = await secrets.open(tenant, purpose, state).catch(() => undefined)
    if (opened === undefined) throw refused()
    return JSON.parse(opened) as Ask
  }

  return {
    tenant,
    async begin() {
      const verifier = randomBytes(32).toString('base64url')
      const ask: Ask = { verifier, until: clock.now() + goodForMs }
      return consentUrl(options, {
        verifier,
        state: await secrets.seal(tenant, purpose, JSON.stringify(ask)),
      })
    },
    async finish(code, state) {
      const { verifier, until } = await open(state)
      const used = createHash('sha256').update(state).digest('hex')
      if (until < clock.now() || !(await kept.once(tenant, `consent:${used}`, 2 * goodForMs)))
        throw refused()
      await connect(options, code, verifier)
      doors.log.info('helpdesk.connected', { tenant })
    },
  }
}
