import { unnamedAuthor } from '../core/reply.ts'
import type { ReplyRow } from '../core/store/outbox.ts'
import { approverFor, type Approver } from '../persona/approvers.ts'
import type { TenantRuntime } from './runtime.ts'

/** Somebody about to let a held reply go. */
export interface Deciding {
  readonly reply: Pick<ReplyRow, 'author' | 'account'>
  readonly by: { readonly id: string }
  /** Where the way the decision came has vouched for it; otherwise Zendesk is asked. */
  readonly isLead?: boolean | undefined
}

/** A lead of the configuration or an admin of Zendesk. Throws `helpdesk.*` while Zendesk is silent. */
async function leads({ leads: named, reader }: TenantRuntime, id: string): Promise<boolean> {
  if (named.has(id)) return true
  return (await reader?.person?.(id))?.role === 'admin'
}

/**
 * Whose act these rules still want, one of each, given who is deciding. A text a second person writes
 * has itself been read by nobody else, unless that person leads.
 */
export async function stillWanted(
  tenant: TenantRuntime,
  { reply, by, isLead }: Deciding,
  rules: readonly string[],
  isRewrite = false,
): Promise<ReadonlySet<Approver>> {
  const wanted = new Set(rules.map(approverFor).filter((one) => one !== undefined))
  const isOwn = reply.author.id === by.id
  // Nobody knows who wrote it: it may have been the one who lets it go.
  const isUnnamed = reply.author.id === unnamedAuthor(reply.account).id
  if (!isOwn && !isUnnamed && !isRewrite) wanted.delete('another')
  if (!wanted.has('lead') && (!wanted.has('another') || isOwn)) return wanted
  if (!(isLead ?? (await leads(tenant, by.id)))) return wanted
  wanted.delete('lead')
  if (!isOwn) wanted.delete('another')
  return wanted
}
