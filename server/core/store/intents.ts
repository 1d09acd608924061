/** What an agent meant when saving: recorded by the sidebar, looked up when the reply arrives. */
export interface Intent {
  readonly id: string
  readonly ticket: string
  /** undefined = only the installation vouched: the reply's own author counts then. */
  readonly author: string | undefined
  readonly overrides: readonly { readonly rule: string; readonly reason: string }[]
  readonly at: number
  readonly expiresAt: number
}

export interface NewIntent extends Pick<Intent, 'ticket' | 'author' | 'overrides'> {
  /** Of the text that was about to be saved; the text itself is not kept. */
  readonly digest: string
  readonly forMs: number
}

export interface IntentStore {
  record(tenant: string, intent: NewIntent): Promise<Pick<Intent, 'id' | 'expiresAt'>>
  /** The newest one still in force for this text by this author and not used by another reply. */
  find(
    tenant: string,
    text: {
      readonly ticket: string
      readonly digest: string
      /** undefined = nobody says who wrote it: anybody's intent tells. */
      readonly author: string | undefined
    },
  ): Promise<Intent | undefined>
  /** Removes those never used that are no longer in force. Used ones stay as the record. */
  sweep(): Promise<number>
}

/** How often a rule's findings were waved aside. */
export interface Dismissals {
  readonly rule: string
  readonly count: number
  readonly agents: number
  readonly lastAt: number
}

export interface DismissalStore {
  /** `agent` undefined = somebody of the installation. */
  add(tenant: string, rule: string, agent: string | undefined): Promise<void>
  /** Most dismissed first. */
  list(tenant: string): Promise<readonly Dismissals[]>
}
