import type { LintContext } from '../../server/persona/context.ts'
import { knownFor, slotsIn, type Slot } from '../../server/persona/slots.ts'

/** A piece of a macro: words as they stand, or a gap and the number of its answer. */
export interface MacroPiece {
  readonly text: string
  readonly slot: number | undefined
}

/** What one answer fills: the same label asked twice is answered once. */
export interface MacroSlot {
  readonly label: string
  /** What the ticket tells already; the agent may change it. */
  readonly known: string
}

export interface MacroForm {
  readonly pieces: readonly MacroPiece[]
  readonly slots: readonly MacroSlot[]
}

/** A macro taken apart into words and gaps; the pieces together are the text. */
export function formOf(text: string, context: LintContext): MacroForm {
  const pieces: MacroPiece[] = []
  const slots: MacroSlot[] = []
  const numbers = new Map<string, number>()
  function numberOf(slot: Slot): number {
    const shared = slot.label === '' ? undefined : numbers.get(slot.label)
    if (shared !== undefined) return shared
    slots.push({ label: slot.label, known: knownFor(slot, context) ?? '' })
    numbers.set(slot.label, slots.length - 1)
    return slots.length - 1
  }
  let at = 0
  for (const slot of slotsIn(text)) {
    if (slot.start > at) pieces.push({ text: text.slice(at, slot.start), slot: undefined })
    pieces.push({ text: slot.text, slot: numberOf(slot) })
    at = slot.end
  }
  if (at < text.length) pieces.push({ text: text.slice(at), slot: undefined })
  return { pieces, slots }
}

/** The macro with its answers; a gap without one stays as it is, so that it is seen and stops the save. */
export function filled({ pieces }: MacroForm, answers: readonly string[]): string {
  return pieces
    .map(({ text, slot }) => {
      const answer = slot === undefined ? '' : (answers[slot] ?? '').trim()
      return answer === '' ? text : answer
    })
    .join('')
}
