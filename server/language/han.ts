const han = /\p{Script=Han}/u

/** The block that holds Chinese signs only, and those of signs and marks in everyday use that hold none. */
const unified = [0x4e00, 0x9fff] as const
const others = [
  [0, 0x2e7f],
  [0x3000, 0x3004],
  [0xfb00, 0xffff],
] as const

function isIn(code: number, [from, to]: readonly [number, number]): boolean {
  return from <= code && code <= to
}

/** How many Chinese signs a text has. Counted for every clause of a draft, hence hardly a match for any. */
export function hanCount(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0
    if (code > 0xffff) at++
    if (isIn(code, unified)) count++
    else if (!others.some((block) => isIn(code, block)) && han.test(String.fromCodePoint(code)))
      count++
  }
  return count
}
