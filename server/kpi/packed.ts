/**
 * Whole numbers as text that JSON takes as it is: five bits a sign, the lowest first, a sixth says that more
 * follow. States in buckets are long lists of small numbers; written out as JSON they would be read six times
 * slower.
 */

const first = 35
/** The backslash is left out: JSON would double it. */
const skipped = 92

function signOf(bits: number): string {
  const code = bits + first
  return String.fromCharCode(code < skipped ? code : code + 1)
}

/** Of numbers from 0 up to 2⁵³. */
export function packNumbers(numbers: readonly number[]): string {
  let text = ''
  for (const number of numbers) {
    let left = number
    while (left >= 32) {
      text += signOf((left % 32) + 32)
      left = Math.floor(left / 32)
    }
    text += signOf(left)
  }
  return text
}

/** Tells them one after the other: most of what is read is needed only once. */
export function eachNumber(text: string, tell: (number: number) => void): void {
  let number = 0
  let worth = 1
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const bits = code < skipped ? code - first : code - first - 1
    if (bits >= 32) {
      number += (bits - 32) * worth
      worth *= 32
    } else if (worth === 1) tell(bits)
    else {
      tell(number + bits * worth)
      number = 0
      worth = 1
    }
  }
}

export function unpackNumbers(text: string): number[] {
  const numbers: number[] = []
  eachNumber(text, (number) => numbers.push(number))
  return numbers
}

/** The lowest, and the steps from each to the next. */
export type PackedList = readonly [] | readonly [lowest: number, steps: string]

/** Ascending whole numbers. */
export function packList(numbers: readonly number[]): PackedList {
  const [lowest] = numbers
  if (lowest === undefined) return []
  const steps = numbers.slice(1).map((number, i) => number - (numbers[i] as number))
  return [lowest, packNumbers(steps)]
}

export function unpackList([lowest, steps]: PackedList): number[] {
  if (lowest === undefined) return []
  const numbers = [lowest]
  let last = lowest
  eachNumber(steps ?? '', (step) => numbers.push((last += step)))
  return numbers
}
