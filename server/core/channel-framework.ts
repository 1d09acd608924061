import type { HttpAnswer } from './http.ts'

/** Form fields of a channel-framework request; a key given several times keeps all its values. */
export type Form = Readonly<Record<string, readonly string[]>>

/** A page for the admin's browser, with the policy it must be served under. */
export interface FramedPage extends HttpAnswer {
  readonly contentSecurityPolicy: string
}

/** The pages and polls Zendesk's channel framework asks for besides pushes and channelback. */
export interface ChannelFramework {
  readonly tenant: string
  /** Origins of this tenant's Zendesk in a browser: the only ones that may frame its page and take its form. */
  readonly origins: readonly string[]
  manifest(): Readonly<Record<string, unknown>>
  /**
   * The "add account" page, shown in an iframe. The request is not signed: it proves nothing by itself.
   * Throws `helpdesk.forged` for a return address outside `origins`.
   */
  admin(form: Form): Promise<FramedPage>
  /** Zendesk polls about every two minutes. Throws `helpdesk.forged` for metadata that is not ours. */
  pull(form: Form): Promise<HttpAnswer>
  /** Where a message stands in public, from what the relay stored; never from the request. */
  clickthrough(externalId: string): Promise<string | undefined>
}
