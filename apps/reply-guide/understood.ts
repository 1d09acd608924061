import type { Understood } from '../../server/api/understanding.ts'

export const categories = [
  'network',
  'billing',
  'account',
  'delivery',
  'quality',
  'refund',
  'promo',
  'app',
  'attitude',
  'praise',
  'none',
] as const

/** A place as people write it: 广东/深圳/南山; the same name is not said twice (北京/北京). */
export function placeText({
  province,
  city,
  district,
}: Pick<NonNullable<Understood['where']>, 'province' | 'city' | 'district'>): string {
  const levels = [province, city, district].filter((level) => level !== null)
  return levels.filter((level, i) => level !== levels[i - 1]).join('/')
}

/** 广东/深圳/南山 taken apart; empty levels are not said. Nothing at all is undefined. */
export function placeIn(text: string):
  | {
      readonly province: string | null
      readonly city: string | null
      readonly district: string | null
    }
  | undefined {
  const [province = '', city = '', district = ''] = text.trim().split(/[/／\s]+/u)
  if (province === '') return undefined
  return {
    province,
    city: city === '' ? null : city,
    district: district === '' ? null : district,
  }
}

/** The customer's words that speak for a field, each once, in order. */
export function wordsFor(
  text: string,
  { evidence }: Understood,
  fields: readonly string[],
): readonly string[] {
  const quotes = evidence
    .filter(({ field }) => fields.includes(field))
    .sort((a, b) => a.start - b.start)
    .map(({ start, end }) => text.slice(start, end).replace(/\s+/gu, ' ').trim())
  return [...new Set(quotes)].filter((quote) => quote !== '').slice(0, 6)
}
