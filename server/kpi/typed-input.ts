/** What only people know, as the board's sheet keeps it: of a month, with its source and who answers for it. */
export interface TypedInput {
  readonly kind: string
  readonly of?: string | undefined
  /** `2026-03`. */
  readonly month: string
  readonly likely: number
  readonly low?: number | undefined
  readonly high?: number | undefined
  readonly source: string
  readonly owner: string
}
