import * as z from 'zod/mini'
import { id, moment, role } from './scalars.ts'
import type { Endpoint } from './endpoint.ts'

export const session = z.object({
  /** Bearer for `authorization`; good for 15 minutes, renewable up to 12 h after Zendesk vouched for it. */
  token: z.string(),
  expiresAt: moment,
  /** Not renewable after this moment: the page must be loaded again by Zendesk. */
  endsAt: moment,
  /** null: Zendesk vouched for the installation only; acts that need a person are refused. */
  user: z.nullable(z.object({ id, role, name: z.optional(z.string()) })),
  tenant: z.object({ id, name: z.string(), timeZone: z.string() }),
  locale: z.enum(['zh-CN', 'en']),
})

/**
 * A page served by the relay on Zendesk's signed token carries its first session as JSON in
 * `<meta name="weiqiao-session" content="{…}">`; without the tag the page was not opened by Zendesk.
 */
export const sessionMeta = 'weiqiao-session'

export type Session = z.output<typeof session>

/** `aud` of the tokens that pages inside the package have Zendesk's proxy sign for the relay. */
export const installationAudience = 'weiqiao-relay'

/** Send the bearer, or (package with its pages in the zip) the token Zendesk's proxy signed. */
export const renewSession = {
  id: 'renewSession',
  method: 'POST',
  path: '/session',
  summary: 'Renews a session, or opens one for a token signed by Zendesk’s proxy',
  access: 'agent',
  answer: session,
} as const satisfies Endpoint
