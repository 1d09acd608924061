import type { Filing } from '../../core/filing.ts'
import type { ZendeskApi } from './api.ts'
import { objectIn, textIn } from './json-fields.ts'
import type { ZendeskTicketingOptions } from './options.ts'

export interface Users {
  /** Zendesk's user of a customer, made or found by the encoded external id. */
  ofCustomer(customer: Filing['customer']): Promise<string>
  /** Forgets a customer whose user is gone in Zendesk. */
  forget(externalId: string): Promise<void>
  /** The relay's own user. */
  me(): Promise<string>
}

const maxCached = 5000

export function createUsers(options: ZendeskTicketingOptions, api: ZendeskApi): Users {
  const { kept } = options.doors
  const { tenant } = options
  const cache = new Map<string, string>()
  const asking = new Map<string, Promise<string>>()
  let own: Promise<string> | undefined

  const keyOf = (externalId: string): string => `zendesk-user:${externalId}`

  async function ask({ externalId, displayName, avatarUrl }: Filing['customer']): Promise<string> {
    const known = await kept.get(tenant, keyOf(externalId))
    if (known !== undefined && known !== '') return known
    const photo = avatarUrl?.startsWith('https://') ? { remote_photo_url: avatarUrl } : {}
    const body = await api.call('/api/v2/users/create_or_update', {
      method: 'POST',
      json: {
        user: {
          name: displayName.slice(0, 255),
          external_id: externalId,
          skip_verify_email: true,
          ...photo,
        },
      },
    })
    const id = textIn(objectIn(body, 'user'), 'id')
    await kept.set(tenant, keyOf(externalId), id)
    return id
  }

  return {
    async ofCustomer(customer) {
      const { externalId } = customer
      const known = cache.get(externalId)
      if (known !== undefined) return known
      // Two lanes of one customer must not make two users.
      const running =
        asking.get(externalId) ?? ask(customer).finally(() => asking.delete(externalId))
      asking.set(externalId, running)
      const id = await running
      if (cache.size >= maxCached) cache.clear()
      cache.set(externalId, id)
      return id
    },
    async forget(externalId) {
      cache.delete(externalId)
      await kept.set(tenant, keyOf(externalId), '')
    },
    me() {
      own ??= api
        .call('/api/v2/users/me', { method: 'GET', isUrgent: true })
        .then((body) => textIn(objectIn(body, 'user'), 'id'))
      own.catch(() => (own = undefined))
      return own
    },
  }
}
