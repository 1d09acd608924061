import type { Actor } from './documents.ts'

/** One customer as one account knows them. */
export interface Identity {
  readonly account: string
  readonly customer: string
}

/**
 * Why two identities are held for one person: the platform says so (`unionid`), the customer said so, an
 * agent is sure. Likeness is none of them. `first`: the identity the others were linked to.
 */
export type LinkHow = 'unionid' | 'customer_word' | 'agent' | 'first'

/** An identity of a person. */
export interface Member extends Identity {
  /** undefined = nothing links it: it stands alone. */
  readonly link:
    { readonly how: LinkHow; readonly at: number; readonly by: Actor | undefined } | undefined
}

/** A change of links, as the record keeps it. */
export interface LinkAct {
  readonly id: string
  readonly kind: 'link' | 'unlink' | 'undo'
  readonly how: LinkHow | undefined
  readonly at: number
  /** undefined = the relay, by unionid. */
  readonly by: Actor | undefined
  readonly identities: readonly Identity[]
  readonly isUndone: boolean
}

/** `same`: they were one person already; `changed`: what is to be undone no longer stands; `none`: nothing there. */
export type LinkOutcome = 'done' | 'same' | 'changed' | 'none'

export type BindingKind = 'phone' | 'account_number'

export interface Binding extends Identity {
  readonly id: string
  readonly kind: BindingKind
  /** Only the end of it can be read. */
  readonly shown: string
  readonly at: number
  readonly by: Actor
}

/** What a customer may allow: being written to first, being known across channels, facts from the provider. */
export type ConsentKind = 'contact' | 'linking' | 'profile'

/** Where a consent is known from: an agent heard it, the customer wrote it, or the customer left. */
export type ConsentSource = 'agent' | 'own_words' | 'unfollowed'

export interface Consent extends Identity {
  readonly kind: ConsentKind
  readonly value: 'granted' | 'refused'
  /** When it was said, epoch ms. */
  readonly at: number
  readonly source: ConsentSource
  /** undefined unless an agent wrote it down. */
  readonly by: Actor | undefined
}

export interface Preferences extends Identity {
  /** JSON text. */
  readonly body: string
  readonly at: number
  readonly by: Actor
}

/** What a person knows of a promise that no later reply shows. */
export interface PromiseMark {
  readonly reply: string
  /** Where the promise begins in the reply's text. */
  readonly start: number
  readonly value: 'kept' | 'broken'
  readonly at: number
  readonly by: Actor
}

/** Everything written down about a person's identities. */
export interface PeopleRecords {
  /** In force, newest first. */
  readonly bindings: readonly Binding[]
  /** The newest word of each kind and identity, by when it was said. */
  readonly consents: readonly Consent[]
  readonly preferences: readonly Preferences[]
}

/** Somebody who may be the same person; never more than a suggestion. */
export interface Likeness extends Identity {
  readonly why: 'same_number' | 'same_name'
}

type By = { readonly by: Actor }

/** Persons: reversible links between identities, and what agents keep about them. Each act is in the journal. */
export interface PeopleStore {
  ofDeskUser(tenant: string, deskUser: string): Promise<readonly Identity[]>
  /** All identities of the person this one belongs to, itself first. */
  members(tenant: string, identity: Identity): Promise<readonly Member[]>
  /** Newest first. */
  acts(tenant: string, identities: readonly Identity[], limit: number): Promise<readonly LinkAct[]>
  link(
    tenant: string,
    wanted: {
      readonly from: Identity
      readonly to: Identity
      readonly how: 'customer_word' | 'agent'
    } & By,
  ): Promise<LinkOutcome>
  /** Links what the platform says is one person, except where a person has undone that or one refuses. Answers how many. */
  linkUnion(tenant: string, identity: Identity): Promise<number>
  unlink(tenant: string, wanted: { readonly identity: Identity } & By): Promise<LinkOutcome>
  undo(tenant: string, wanted: { readonly act: string } & By): Promise<LinkOutcome>
  records(tenant: string, identities: readonly Identity[]): Promise<PeopleRecords>
  /** In clear, for the profile provider alone. */
  openBindings(
    tenant: string,
    identities: readonly Identity[],
  ): Promise<readonly { readonly kind: BindingKind; readonly value: string }[]>
  bind(
    tenant: string,
    wanted: Identity & { readonly kind: BindingKind; readonly value: string } & By,
  ): Promise<void>
  /** False when there is no such binding of this identity. */
  unbind(tenant: string, wanted: Identity & { readonly binding: string } & By): Promise<boolean>
  consent(tenant: string, wanted: Identity & Pick<Consent, 'kind' | 'value'> & By): Promise<void>
  prefer(tenant: string, wanted: Identity & { readonly body: string } & By): Promise<void>
  marks(tenant: string, replies: readonly string[]): Promise<readonly PromiseMark[]>
  mark(
    tenant: string,
    wanted: Identity & Pick<PromiseMark, 'reply' | 'start' | 'value'> & By,
  ): Promise<void>
  likely(
    tenant: string,
    identities: readonly Identity[],
    limit: number,
  ): Promise<readonly Likeness[]>
}
