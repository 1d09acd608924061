import { eachNumber, packList, packNumbers, unpackList, type PackedList } from './packed.ts'
import type { Sketch } from './sketch.ts'

/** A sketch as buckets keep it: a list where it is exact, else `[n, sum, min, max, lowest bin, steps]`. */
export type PackedSketch = PackedList | readonly [number, number, number, number, number, string]

export function packSketch(sketch: Sketch): PackedSketch {
  if (!('bins' in sketch)) return packList(sketch.values)
  const { n, sum, min, max, bins, counts } = sketch
  const [lowest = 0] = bins
  const steps: number[] = []
  for (let i = 0, before = lowest; i < bins.length; i++) {
    const [bin, times] = [bins[i] as number, counts[i] as number]
    // Most bins hold one value: the lowest bit says whether a number of them follows.
    if (times === 1) steps.push(2 * (bin - before))
    else steps.push(2 * (bin - before) + 1, times)
    before = bin
  }
  return [n, sum, min, max, lowest, packNumbers(steps)]
}

export function unpackSketch(packed: PackedSketch): Sketch {
  if (packed.length < 6) return { values: unpackList(packed as PackedList) }
  const [n, sum, min, max, lowest, text] = packed as Exclude<PackedSketch, PackedList>
  const [bins, counts]: [number[], number[]] = [[], []]
  let bin = lowest
  let isCount = false
  eachNumber(text, (number) => {
    if (isCount) {
      counts.push(number)
      isCount = false
      return
    }
    isCount = number % 2 === 1
    bin += Math.floor(number / 2)
    bins.push(bin)
    if (!isCount) counts.push(1)
  })
  return { n, sum, min, max, bins, counts }
}
