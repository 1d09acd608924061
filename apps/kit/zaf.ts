/** Zendesk's client as its unmodified script hands it out; only what we use. */
export interface ZafClient {
  get(paths: string | readonly string[]): Promise<Record<string, unknown>>
  set(path: string, value: unknown): Promise<unknown>
  invoke(action: string, ...args: unknown[]): Promise<unknown>
  on(event: string, listener: (value: unknown) => unknown): unknown
  off(event: string, listener: (value: unknown) => unknown): unknown
  context(): Promise<Record<string, unknown>>
  metadata(): Promise<unknown>
  request(options: unknown): Promise<unknown>
}

declare global {
  interface Window {
    /** Put there by Zendesk's script. `init` answers false outside of Zendesk. */
    ZAFClient?: { init(): ZafClient | false }
  }
}

/** What a handler of `ticket.save` answers: true lets it go, a text stops it and is shown. */
export type SaveAnswer = true | string

/** The door to Zendesk. Nothing here throws except `set` and `invoke`; what Zendesk lacks is undefined. */
export interface Zaf {
  readonly location: string
  /** The subdomain of this Zendesk; undefined where the host does not say. */
  readonly account: string | undefined
  /** The language the agent has this Zendesk in, as Zendesk writes it; undefined where it does not say. */
  readonly locale: string | undefined
  /** The value of one path; undefined where this Zendesk does not know it. */
  get(path: string): Promise<unknown>
  set(path: string, value: unknown): Promise<void>
  invoke(action: string, ...args: readonly unknown[]): Promise<void>
  /** Answers how to stop listening. */
  on(event: string, listener: (value: unknown) => unknown): () => void
  onSave(listener: () => Promise<SaveAnswer>): () => void
  /** What the admin filled in when installing, without the secure ones; empty where Zendesk does not say. */
  settings(): Promise<Readonly<Record<string, unknown>>>
  /** Through Zendesk's proxy; rejects with the response when it is no success. */
  request(options: Readonly<Record<string, unknown>>): Promise<unknown>
}

function settingsIn(metadata: unknown): Readonly<Record<string, unknown>> {
  const { settings } = (metadata ?? {}) as { readonly settings?: unknown }
  return settings !== null && typeof settings === 'object'
    ? (settings as Readonly<Record<string, unknown>>)
    : {}
}

type Answer = Record<string, unknown> | undefined

const localePath = 'currentUser.locale'

function wrap(client: ZafClient, [context, user]: readonly Answer[]): Zaf {
  function on(event: string, listener: (value: unknown) => unknown): () => void {
    client.on(event, listener)
    return () => void client.off(event, listener)
  }
  return {
    location: textOf(context?.['location']) ?? 'ticket_sidebar',
    locale: textOf(user?.[localePath]),
    account: textOf((context?.['account'] as { subdomain?: unknown } | undefined)?.subdomain),
    async get(path) {
      // Rejects for one unknown path, resolves with `errors` for several: both mean "not here".
      const answer = await client.get(path).catch((): Record<string, unknown> => ({}))
      return answer[path]
    },
    async set(path, value) {
      await client.set(path, value)
    },
    async invoke(action, ...args) {
      await client.invoke(action, ...args)
    },
    on,
    settings: async () => settingsIn(await client.metadata().catch(() => undefined)),
    request: (options) => client.request(options),
    // A fault of ours keeps nobody from saving: the relay's gate judges every reply again.
    onSave: (listener) => on('ticket.save', () => listener().then(letGo, () => true)),
  }
}

/**
 * The framework takes a promise for a veto only when it rejects; what it resolves with is not looked at
 * (2.0.11). A text is what the agent reads.
 */
function letGo(answer: SaveAnswer): true {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- an Error would be shown with its kind.
  if (answer !== true) throw answer
  return answer
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Waits for Zendesk to answer; undefined when this page does not run inside it. */
export async function connectZaf(
  from: Pick<Window, 'ZAFClient'> = window,
  patienceMs = 8000,
): Promise<Zaf | undefined> {
  const client = from.ZAFClient?.init()
  if (client === undefined || client === false) return undefined
  const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs))
  // Asked for together: every answer is a round through the host's page, and the agent waits for both.
  const answers = Promise.all([
    client.context().catch(() => undefined),
    client.get(localePath).catch(() => undefined),
  ])
  const given = await Promise.race([answers, late])
  if (given?.[0] === undefined) return undefined
  return wrap(client, given)
}
