import { RelayError, isRelayError } from '../../core/error.ts'
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

  async function create(customer: Filing['customer'], photo: object): Promise<string> {
    const { externalId, displayName } = customer
    const name = displayName.trim().slice(0, 255) || externalId
    const body = await api.call('/api/v2/users/create_or_update', {
      method: 'POST',
      json: { user: { name, external_id: externalId, skip_verify_email: true, ...photo } },
    })
    const id = textIn(objectIn(body, 'user'), 'id')
    if (id === '') throw new RelayError('helpdesk.unavailable', 'Zendesk answered without a user.')
    return id
  }

  /** A picture Zendesk will not have is no loss; the customer is. */
  async function createAnyhow(customer: Filing['customer']): Promise<string> {
    const { avatarUrl } = customer
    if (!avatarUrl?.startsWith('https://')) return create(customer, {})
    try {
      return await create(customer, { remote_photo_url: avatarUrl })
    } catch (error) {
      if (!isRelayError(error, 'helpdesk.invalid')) throw error
      return create(customer, {})
    }
  }

  async function ask(customer: Filing['customer']): Promise<string> {
    const { externalId } = customer
    const known = await kept.get(tenant, keyOf(externalId))
    if (known !== undefined && known !== '') return known
    const id = await createAnyhow(customer)
    // Without it Zendesk finds the same user by the external id once more.
    await kept.note(tenant, keyOf(externalId), id)
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
