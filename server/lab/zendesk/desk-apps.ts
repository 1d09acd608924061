import { sign } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { ControlRefusal } from '../control-refusal.ts'
import { agentOf } from './desk-agent.ts'
import { addProxyRoute } from './desk-proxy.ts'
import type { ZendeskState } from './state.ts'

/** The locations of our app that the desk has, and the relay's page in each. */
const pages: Readonly<Record<string, string>> = {
  ticket_sidebar: 'reply-guide',
  ticket_editor: 'reply-guide',
  user_sidebar: 'customer',
  nav_bar: 'service-board',
  // Which of its pages a modal shows, the app says itself.
  modal: 'reply-guide',
}

/** Zendesk's own (zendesk.md §5). */
const TOKEN_SECONDS = 300

type Located = { Params: { location: string } }

/** Opening a page of the installed app: its address, and Zendesk's word for who is looking at it. */
export function addAppRoutes(scope: FastifyInstance, state: ZendeskState): void {
  addProxyRoute(scope, state)
  scope.get<Located>('/apps/:location', (request) => {
    const { location } = request.params
    const page = Object.hasOwn(pages, location) ? pages[location] : undefined
    if (page === undefined) throw new ControlRefusal(404, `no app in ${location}`)
    const { agentId } = request.query as { agentId?: string }
    const { id, installationId } = state.plan.zendesk.app
    return {
      url: `${state.plan.relayUrl}/apps/${page}/`,
      token: signedToken(state, agentOf(state, Number(agentId)).id, location),
      // Settings that are secure never reach a page.
      metadata: { appId: id, installationId, name: 'Weiqiao 微桥', version: '0.1.0', settings: {} },
      account: { subdomain: state.plan.zendesk.subdomain },
    }
  })
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** What Zendesk posts into a frame: RS256 by the app's own key. */
function signedToken({ plan, world, ids }: ZendeskState, agent: number, location: string): string {
  const { subdomain, app } = plan.zendesk
  const base = `https://${subdomain}.zendesk.com/api/v2`
  const at = Math.floor(world.now() / 1_000)
  const claims = {
    iss: `${subdomain}.zendesk.com`,
    aud: `${base}/apps/installations/${app.installationId}.json`,
    sub: `${base}/users/${agent}.json`,
    iat: at,
    nbf: at,
    exp: at + TOKEN_SECONDS,
    jti: ids.token(16),
    context: { product: 'support', location },
  }
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), app.privateKey).toString('base64url')}`
}
