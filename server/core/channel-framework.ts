import type { HttpAnswer } from './http.ts'

/** Form fields of a channel-framework request; a key given several times keeps all its values. */
export type Form = Readonly<Record<string, readonly string[]>>

/** The pages and polls Zendesk's channel framework asks for besides pushes and channelback. */
export interface ChannelFramework {
  readonly tenant: string
  manifest(): Readonly<Record<string, unknown>>
  /** The "add account" page, shown in an iframe. The request is not signed: it proves nothing by itself. */
  admin(form: Form): Promise<HttpAnswer>
  /** Zendesk polls about every two minutes. Throws `helpdesk.forged` for metadata that is not ours. */
  pull(form: Form): Promise<HttpAnswer>
  /** Where a message stands in public, from what the relay stored; never from the request. */
  clickthrough(externalId: string): Promise<string | undefined>
}
