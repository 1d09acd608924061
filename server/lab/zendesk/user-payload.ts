import { isoTime } from './iso-time.ts'
import type { Identity, User } from './records.ts'
import type { ZendeskState } from './state.ts'

export function userPayload(state: ZendeskState, user: User): Record<string, unknown> {
  return {
    id: user.id,
    url: `${state.baseUrl()}/api/v2/users/${user.id}.json`,
    name: user.name,
    email: user.email,
    created_at: isoTime(user.createdAt),
    updated_at: isoTime(user.updatedAt),
    time_zone: 'Beijing',
    iana_time_zone: 'Asia/Shanghai',
    phone: user.phone,
    shared_phone_number: null,
    photo: user.remotePhotoUrl === null ? null : { content_url: user.remotePhotoUrl },
    locale_id: user.locale === 'zh-CN' ? 10 : 1,
    locale: user.locale,
    organization_id: null,
    role: user.role,
    verified: user.isVerified,
    external_id: user.externalId,
    tags: user.tags,
    alias: user.alias,
    active: user.isActive,
    shared: false,
    shared_agent: false,
    last_login_at: null,
    two_factor_auth_enabled: null,
    signature: null,
    details: user.details,
    notes: user.notes,
    role_type: null,
    custom_role_id: null,
    moderator: user.role !== 'end-user',
    ticket_restriction: user.role === 'end-user' ? 'requested' : null,
    only_private_comments: false,
    restricted_agent: false,
    suspended: false,
    default_group_id: user.role === 'end-user' ? null : (state.groups[0]?.id ?? null),
    report_csv: false,
    user_fields: user.userFields,
  }
}

export function identityPayload(state: ZendeskState, identity: Identity): Record<string, unknown> {
  return {
    url: `${state.baseUrl()}/api/v2/users/${identity.userId}/identities/${identity.id}.json`,
    id: identity.id,
    user_id: identity.userId,
    type: identity.type,
    value: identity.value,
    verified: identity.isVerified,
    primary: identity.isPrimary,
    created_at: isoTime(identity.createdAt),
    updated_at: isoTime(identity.updatedAt),
    undeliverable_count: 0,
    deliverable_state: 'deliverable',
  }
}
