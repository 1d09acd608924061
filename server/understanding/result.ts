/** UTF-16 offsets into the text as given, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A best guess, always there. `confidence` is calibrated: of all guesses with 0.8, eight in ten are right. */
export interface Judged<T> {
  readonly value: T
  readonly confidence: number
  /** False: the engine abstains and a person should look. */
  readonly decided: boolean
}

export type Polarity = 'negative' | 'neutral' | 'positive'
export type Escalation = 'none' | 'regulator' | 'media' | 'legal'
/** Somebody wants something of us; somebody only talks of us; neither (marketing, closers, chains). */
export type Relevance = 'demand' | 'talk' | 'noise'
export type AngerLevel = 0 | 1 | 2 | 3

/** Short Chinese names (广东, 深圳, 南山); null = that level was not said. */
export interface Where {
  readonly province: string | null
  readonly city: string | null
  readonly district: string | null
  readonly source: 'text' | 'geo' | 'ip' | 'profile'
  readonly confidence: number
}

export type Grain = 'minute' | 'hour' | 'part' | 'day' | 'week' | 'month'
/** ISO 8601 with offset, end exclusive. */
export interface When {
  readonly start: string
  readonly end: string
  readonly grain: Grain
}

export type PersonalKind =
  | 'phone'
  | 'idcard'
  | 'bankcard'
  | 'email'
  | 'address'
  | 'plate'
  | 'passport'
  | 'wechat'
  | 'qq'
  | 'ip'
  | 'name'

export interface PersonalSpan extends Span {
  readonly kind: PersonalKind
}

export interface Evidence extends Span {
  readonly field:
    | 'where'
    | 'when'
    | 'category'
    | 'product'
    | 'polarity'
    | 'anger'
    | 'escalation'
    | 'abuse'
    | 'relevance'
}

/** What a text says, as the command `understand` prints it beside its `id`. */
export interface Understanding {
  readonly where: Where | null
  readonly when: When | null
  readonly what: {
    readonly category: Judged<string>
    readonly product: string | null
    /** The words that gave the category away. */
    readonly trigger: Span | null
  }
  readonly polarity: Judged<Polarity>
  /** `confidence`: that the level is 2 at least. */
  readonly anger: {
    readonly level: AngerLevel
    readonly confidence: number
    readonly decided: boolean
  }
  readonly escalation: Judged<Escalation>
  readonly abuse: Judged<boolean>
  readonly relevance: Judged<Relevance>
  readonly pii: readonly PersonalSpan[]
  /** Each thing asked or complained of. */
  readonly points: readonly Span[]
  readonly evidence: readonly Evidence[]
}

export interface UnderstandInput {
  readonly text: string
  /** When the text was written, epoch ms: what 昨晚 is counted from. */
  readonly at: number
  /** IANA, for example `Asia/Shanghai`. */
  readonly timeZone: string
  /** Where the platform says the customer lives; only used where the text names no place, and marked so. */
  readonly profileLocation?: string
}
