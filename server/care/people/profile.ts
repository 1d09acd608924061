import type { Clock } from '../../core/clock.ts'
import type { HttpDoor } from '../../core/http.ts'
import type { BindingKind } from '../../core/store/index.ts'
import { profileFacts, type ProfileFacts } from './profile-answer.ts'

/** Where a tenant's own system answers for its customers (docs/profile-provider.md). */
export interface ProfileProvider {
  readonly url: string
  readonly secret: string
  /** Longest wait, ms. */
  readonly timeoutMs: number
  /** How long an answer is taken for new. */
  readonly freshMs: number
}

/** Whom facts are asked for. */
export interface Asked {
  readonly identities: readonly { readonly channel: string; readonly id: string }[]
  readonly bindings: readonly { readonly kind: BindingKind; readonly value: string }[]
}

/**
 * `none`: the tenant has no provider; `unknown`: it does not know this customer; `stale`: it does not
 * answer, these are the facts of `at`; `away`: it does not answer and nothing was known before.
 */
export interface ProfileReading {
  readonly state: 'none' | 'ready' | 'unknown' | 'stale' | 'away'
  readonly at: number | undefined
  readonly facts: ProfileFacts | undefined
}

export interface Profiles {
  read(tenant: string, asked: Asked): Promise<ProfileReading>
  /** What was learnt last of an identity, at most a day ago; asks nobody. */
  known(tenant: string, identity: Asked['identities'][number]): ProfileFacts | undefined
}

interface Known {
  readonly at: number
  /** undefined = the provider does not know the customer. */
  readonly facts: ProfileFacts | undefined
}

const mostKnown = 5000
/** After a failure nobody waits for it again so soon. */
const restMs = 15_000
const maxBytes = 64 * 1024
/** Older facts are nobody's any longer where nobody asks again. */
const knownForMs = 24 * 3_600_000

function readingOf(known: Known | undefined, isFresh: boolean): ProfileReading {
  if (!known) return { state: 'away', at: undefined, facts: undefined }
  const { at, facts } = known
  if (!isFresh) return { state: 'stale', at, facts }
  return { state: facts ? 'ready' : 'unknown', at, facts }
}

/** The same person asked for in another order is the same question. */
function keyOf(tenant: string, { identities, bindings }: Asked): string {
  const names = [
    ...identities.map(({ channel, id }) => JSON.stringify([channel, id])),
    ...bindings.map(({ kind, value }) => JSON.stringify([kind, value])),
  ]
  return JSON.stringify([tenant, ...names.sort()])
}

function identityKey(tenant: string, { channel, id }: Asked['identities'][number]): string {
  return JSON.stringify([tenant, channel, id])
}

async function ask(
  http: HttpDoor,
  { url, secret, timeoutMs }: ProfileProvider,
  asked: Asked,
): Promise<ProfileFacts | undefined> {
  const answer = await http.call({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${secret}`, accept: 'application/json' },
    json: asked,
    timeoutMs,
    maxBytes,
  })
  if (answer.status === 404) return undefined
  if (answer.status !== 200) throw new TypeError(`The provider answers ${answer.status}.`)
  return profileFacts.parse(JSON.parse(answer.text()))
}

/** Asks each tenant's provider, within its time; what it said last serves while it is away. */
export function createProfiles({
  http,
  clock,
  providers,
}: {
  readonly http: HttpDoor
  readonly clock: Clock
  readonly providers: ReadonlyMap<string, ProfileProvider>
}): Profiles {
  const known = new Map<string, Known>()
  const byIdentity = new Map<string, Known>()
  const asking = new Map<string, Promise<void>>()
  const restUntil = new Map<string, number>()

  async function renew(tenant: string, provider: ProfileProvider, asked: Asked): Promise<void> {
    try {
      const facts = await ask(http, provider, asked)
      if (known.size >= mostKnown) known.clear()
      if (byIdentity.size >= mostKnown) byIdentity.clear()
      const learnt = { at: clock.now(), facts }
      known.set(keyOf(tenant, asked), learnt)
      for (const one of asked.identities) byIdentity.set(identityKey(tenant, one), learnt)
    } catch {
      // Whatever it is that failed: the card shows without, and says so.
      restUntil.set(tenant, clock.now() + restMs)
    }
  }

  return {
    async read(tenant, asked) {
      const provider = providers.get(tenant)
      if (!provider) return { state: 'none', at: undefined, facts: undefined }
      const key = keyOf(tenant, asked)
      const isFresh = (one: Known | undefined): boolean =>
        one !== undefined && clock.now() - one.at < provider.freshMs
      if (!isFresh(known.get(key)) && clock.now() >= (restUntil.get(tenant) ?? 0)) {
        const running =
          asking.get(key) ?? renew(tenant, provider, asked).finally(() => asking.delete(key))
        asking.set(key, running)
        await running
      }
      const found = known.get(key)
      return readingOf(found, isFresh(found))
    },
    known(tenant, identity) {
      const found = byIdentity.get(identityKey(tenant, identity))
      return found && clock.now() - found.at < knownForMs ? found.facts : undefined
    },
  }
}

/** For relays none of whose tenants has a provider. */
export const noProfiles: Profiles = {
  read: () => Promise.resolve({ state: 'none', at: undefined, facts: undefined }),
  known: () => undefined,
}
