import type { Gazetteer, Name } from './gazetteer.ts'
import { keyOf } from './gazetteer.ts'
import { isWithin, type Place } from './place.ts'

function named(gazetteer: Gazetteer, word: string): Name | undefined {
  const row = gazetteer.get(keyOf(word.charCodeAt(0), word.charCodeAt(1)))
  return row?.find((name) => name.word === word && name.kind !== 'none')
}

/** What a platform's profile says: `广东 深圳`, `北京 海淀区`; 其他 and 海外 日本 are no place of ours. */
export function profilePlace(location: string, gazetteer: Gazetteer): Place | null {
  const words = location
    .normalize('NFKC')
    .trim()
    .split(/[\s/·,，-]+/, 4)
  let place: Place | null = null
  for (const word of words) {
    const name = named(gazetteer, word)
    const here: Place | null = place
    const next: Place | undefined = name?.places.find((one) => here === null || isWithin(one, here))
    if (next === undefined) return place
    place = next
  }
  return place
}
