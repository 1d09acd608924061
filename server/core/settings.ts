/** Text in both languages of the product. */
export interface Words {
  readonly zh: string
  readonly en: string
}

/**
 * One thing an admin fills in, as data: validation, the admin form and the docs derive from it.
 * `check` gets the value as text (after defaults) and answers undefined or what to write instead.
 */
export interface Setting {
  readonly key: string
  readonly label: Words
  readonly help: Words
  readonly kind: 'text' | 'secret' | 'url' | 'number' | 'boolean' | 'choice' | 'list'
  readonly required?: boolean
  /** Required as well while another setting (or its default) has one of these values. */
  readonly requiredWhen?: { readonly key: string; readonly is: readonly string[] }
  readonly default?: string | number | boolean
  readonly choices?: readonly string[]
  readonly check?: (value: string) => Words | undefined
}

/** Resolved settings: secrets already read from env: or file:, defaults applied. */
export type SettingValues = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>
