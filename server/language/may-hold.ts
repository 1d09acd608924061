import { needsOf, type Need } from './needs.ts'
import { remembered } from './remembered.ts'

/** Room for the signs and pairs of a draft; two that share a place only cost a search. */
const places = 1 << 14

function placeOf(sign: number, next = 0): number {
  return (sign + next * 31) & (places - 1)
}

/** Where a text has its signs and pairs of neighbouring signs. */
const heldBy = remembered((text) => {
  const held = new Uint8Array(places)
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    held[placeOf(sign)] = 1
    if (at + 1 < text.length) held[placeOf(sign, text.charCodeAt(at + 1))] = 1
  }
  return held
})

/**
 * The needs of a pattern as one run of steps of three numbers: a place, where to go on if the text holds
 * it, and where if not. Walked for every pattern and draft, hence no objects.
 */
type Steps = Int32Array
const yes = -1
const no = -2

function stepsFor(needs: readonly Need[]): Steps {
  const steps: number[] = []
  // Backwards, so that where a step leads is known when it is laid.
  function lay(place: number, ifHeld: number, ifNot: number): number {
    steps.push(ifNot, ifHeld, place)
    return steps.length / 3 - 1
  }
  function layAll(all: readonly Need[], ifMet: number, ifNot: number): number {
    return all.reduceRight((next, need) => layOne(need, next, ifNot), ifMet)
  }
  function layOne(need: Need, ifMet: number, ifNot: number): number {
    if ('keys' in need)
      return need.keys.reduceRight((next, key) => lay(placeOfKey(key), ifMet, next), ifNot)
    return need.branches.reduceRight((next, all) => layAll(all, ifMet, next), ifNot)
  }
  const first = layAll(needs, yes, no)
  // Turned round, the first step stands first.
  const at = (step: number): number => (step < 0 ? step : 3 * (first - step))
  return Int32Array.from(steps.reverse(), (number, i) => (i % 3 === 0 ? number : at(number)))
}

function placeOfKey(key: string): number {
  return key.length > 1 ? placeOf(key.charCodeAt(0), key.charCodeAt(1)) : placeOf(key.charCodeAt(0))
}

function leadToYes(steps: Steps, held: Uint8Array): boolean {
  let at = steps.length === 0 ? yes : 0
  while (at >= 0) at = steps[at + (held[steps[at] ?? 0] === 1 ? 1 : 2)] ?? no
  return at === yes
}

const known = new WeakMap<RegExp, Steps>()

/**
 * Whether a pattern may match somewhere in a text; false is certain. Most of the hundreds of patterns a
 * draft is searched for have no sign or pair of theirs in it: asked beforehand, they need no search.
 */
export function mayHold(text: string, pattern: RegExp): boolean {
  let steps = known.get(pattern)
  if (!steps) {
    steps = stepsFor(needsOf(pattern))
    known.set(pattern, steps)
  }
  return steps.length === 0 || leadToYes(steps, heldBy(text))
}
