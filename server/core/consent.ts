/** Connecting a helpdesk by an admin's own consent (OAuth authorization code with PKCE). */
export interface Consent {
  readonly tenant: string
  /** The address for the admin's browser, good once and for ten minutes. */
  begin(): Promise<string>
  /** Keeps what the code brings. Throws `helpdesk.auth` for a state that is unknown, used or old. */
  finish(code: string, state: string): Promise<void>
}
