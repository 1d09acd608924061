import { maskPersonalData } from '../language/personal-data.ts'
import { bareText, gramsOf } from './bare.ts'
import type { Weighted } from './term-weights.ts'

/** How much of what all say this one says; long ones are not better for being long. */
function worth(title: string, centroid: Weighted): number {
  const grams = new Set(gramsOf(bareText(title), 2))
  let sum = 0
  for (const gram of grams) sum += centroid.get(gram) ?? 0
  return sum / Math.sqrt(grams.size + 4)
}

/** The first sentence of the member that says most of what all say, personal data masked. */
export function labelOf(centroid: Weighted, titles: readonly string[]): string {
  const [best] = titles
    .map((title) => ({ title, value: worth(title, centroid) }))
    .sort((a, b) => b.value - a.value)
  const [sentence = ''] = (best?.title ?? '').split(/[。！？!?\n]/u)
  return maskPersonalData(sentence.trim()).slice(0, 40)
}
