/** A lease in the store with a fencing number; every write under it carries the number. */
export interface Lease {
  readonly key: string
  readonly owner: string
  readonly fence: number
  /** Epoch ms by the store's clock. */
  readonly until: number
}

export interface BudgetSpec {
  /** Tenant, or `*` for allowances shared by the whole machine (per IP). */
  readonly tenant: string
  readonly key: string
  readonly capacity: number
  /** Tokens per refill period; `window` budgets refill wholly at period ends (calendar days, Beijing). */
  readonly refill:
    | { readonly tokens: number; readonly everyMs: number }
    | { readonly window: 'hour' | 'day-beijing' }
}

/** Allowances shared by all relay processes, kept in the store. */
export interface Budgets {
  /** Takes n if at least n + reserve remain. `waitMs` = when it may succeed. */
  take(
    spec: BudgetSpec,
    n: number,
    reserve?: number,
  ): Promise<{ ok: true; left: number } | { ok: false; left: number; waitMs: number }>
  left(spec: BudgetSpec): Promise<number>
  /** The other side said "no more until …": empties the budget and blocks it. */
  block(spec: BudgetSpec, untilMs: number): Promise<void>
}

export interface Token {
  readonly value: string
  /** Epoch ms. */
  readonly expiresAt: number
  /** For rotating refresh tokens. */
  readonly refresh?: string
}

/**
 * One refresher per token across processes. `use` runs `work` with a valid token; when `work` throws
 * an error for which `isStale` is true, the token is refreshed once (only if the stored version is
 * the one used) and `work` is tried once more. Tokens are sealed at rest.
 */
export interface TokenKeeper {
  use<T>(options: {
    tenant: string
    key: string
    fetch: (previous: Token | undefined) => Promise<Token>
    work: (token: string) => Promise<T>
    isStale: (error: unknown) => boolean
  }): Promise<T>
  peek(tenant: string, key: string): Promise<Token | undefined>
}
