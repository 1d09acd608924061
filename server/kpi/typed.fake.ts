import type { Reading } from './metric.ts'
import type { Outcome, Told } from './outcome.ts'
import { TypedTerms } from './typed-terms.ts'
import type { TypedInput } from './typed-input.ts'

export const june = {
  from: Date.parse('2026-06-01T00:00:00+08:00'),
  to: Date.parse('2026-07-01T00:00:00+08:00'),
}

export function typed(kind: string, likely: number, more: Partial<TypedInput> = {}): TypedInput {
  return { kind, month: '2026-06', likely, source: '账单', owner: '财务', ...more }
}

/** What an outcome says of June. */
export function saidOf(
  outcome: Outcome,
  inputs: readonly TypedInput[],
  readings: Readonly<Record<string, Reading>> = {},
  more: Partial<Told> = {},
): Reading | undefined {
  const terms = new TypedTerms(inputs, june, 'Asia/Shanghai')
  return outcome.read({
    sum: (kind) => terms.sum(kind),
    readings: new Map(Object.entries(readings)),
    handlingSeconds: undefined,
    ...more,
  })
}
