import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { sessionMeta } from '../../api/session.ts'
import type { Session as SessionAnswer } from '../../api/session.ts'
import { isRelayError } from '../../core/error.ts'
import type { Clock } from '../../core/clock.ts'
import type { Log } from '../../core/log.ts'
import { notFound } from '../request.ts'
import type { Sessions } from './sessions.ts'
import type { ApiTenant } from './tenant.ts'
import { readSignedToken } from './zendesk-token.ts'

const pages = ['reply-guide', 'customer', 'service-board', 'setup'] as const

interface PageOptions {
  readonly tenants: readonly ApiTenant[]
  readonly sessions: Sessions
  readonly clock: Clock
  readonly log: Log
  /** Where the built pages lie. */
  readonly folder: string
}

const tokenLimit = 16 * 1024

const zendeskScripts = 'https://static.zdassets.com'

/** Who may show a page, and where it gets the app framework's script from. */
interface Around {
  readonly frames: readonly string[]
  /** undefined = Zendesk's own address, which the pages were built with. */
  readonly framework?: string | undefined
}

/** The app framework's script; everything else comes from the relay. */
function policy({ frames, framework }: Around): string {
  const script = framework === undefined ? zendeskScripts : new URL(framework).origin
  return [
    "default-src 'none'",
    `script-src 'self' ${script}`,
    // styled-components writes its rules into the page.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: https:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${frames.join(' ')}`,
  ].join('; ')
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}

/** The page with its first session in a meta tag. */
export function withSession(html: string, session: SessionAnswer): string {
  const meta = `<meta name="${sessionMeta}" content="${escaped(JSON.stringify(session))}">`
  return html.replace(/<head[^>]*>/i, (head) => `${head}${meta}`)
}

/** The same page with the framework's script from another address. */
function withFramework(html: string, framework: string | undefined): string {
  if (framework === undefined) return html
  return html.replace(
    /(<script\b[^>]*\ssrc=")[^"]*\/zaf_sdk(?:\.min)?\.js(?=")/i,
    (_script, start: string) => start + escaped(framework),
  )
}

function show(reply: FastifyReply, html: string, around: Around): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', policy(around))
    .send(withFramework(html, around.framework))
}

/** Another name of the same machine, in the lab. */
function withLocalNames(origins: readonly string[]): readonly string[] {
  const local = origins.map((origin) =>
    origin.replace('//127.0.0.1', '//localhost').replace('//[::1]', '//localhost'),
  )
  return [...new Set([...origins, ...local])]
}

async function openPage(
  { tenants, sessions, clock, log }: PageOptions,
  token: string,
): Promise<{ readonly session: SessionAnswer; readonly around: Around } | undefined> {
  try {
    const { tenant, userId } = await readSignedToken(tenants, token, clock.now())
    const session = await sessions.open(tenant, userId)
    const { origins, appFramework: framework } = tenant
    return { session, around: { frames: withLocalNames(origins), framework } }
  } catch (error) {
    if (!isRelayError(error, 'session.refused')) throw error
    log.warn('page.refused', {})
    return undefined
  }
}

function addPage(app: FastifyInstance, options: PageOptions, page: string): void {
  const path = join(resolve(options.folder), page, 'index.html')
  const html = (): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined)
  app.get(`/apps/${page}/`, async (_request, reply) => {
    const text = await html()
    // Nobody vouched for this visitor: the page says so and shows nothing.
    return text === undefined
      ? notFound(reply)
      : show(reply, text, { frames: ['https://*.zendesk.com'] })
  })
  app.post(`/apps/${page}/`, { bodyLimit: tokenLimit }, async (request, reply) => {
    const token = new URLSearchParams(String(request.body)).get('token') ?? ''
    const opened = await openPage(options, token)
    if (!opened) return reply.code(403).type('text/plain').send('refused')
    const text = await html()
    if (text === undefined) return notFound(reply)
    return show(reply, withSession(text, opened.session), opened.around)
  })
}

/** `/apps/{page}/`: pages inside Zendesk. Posted with its signed token they carry a session. */
export function pageRoutes(app: FastifyInstance, options: PageOptions): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
  for (const page of pages) addPage(app, options, page)
  const root = join(resolve(options.folder), 'assets')
  if (!existsSync(root)) return
  void app.register(fastifyStatic, {
    root,
    prefix: '/apps/assets/',
    decorateReply: false,
    // Their names hold a digest of what is in them.
    immutable: true,
    maxAge: '365d',
  })
}
