import type { CustomerRef, Verified } from '../../core/message.ts'
import type { JsonObject } from '../../wire/json.ts'
import { idOf, textIn } from './fields.ts'
import provinces from './provinces.json' with { type: 'json' }

interface Province {
  readonly name: string
  readonly cities: Readonly<Record<string, string>>
}

const known = provinces.provinces as Readonly<Record<string, Province | undefined>>

/** Self-declared profile data; codes are Weibo's own. Not set, overseas and "other" give nothing. */
export function placeOf(province: string, city: string): { province?: string; city?: string } {
  const found = Object.hasOwn(known, province) ? known[province] : undefined
  if (!found) return {}
  const name = Object.hasOwn(found.cities, city) ? found.cities[city] : undefined
  return { province: found.name, ...(name !== undefined && { city: name }) }
}

/** `发布于 北京`, `来自广东`: where the platform says an item was sent from. */
export function regionOf(text: string): string | undefined {
  return /^(?:发布于|来自)\s*([\u4e00-\u9fff]{2,8})$/.exec(text.trim())?.[1]
}

/** `verified_type`; -1 is nobody in particular, 8 a company still being checked, others are unknown. */
const verifications: Readonly<Record<string, Verified | undefined>> = {
  0: 'person',
  1: 'government',
  2: 'company',
  3: 'media',
  4: 'campus',
  5: 'site',
  6: 'app',
  7: 'organisation',
  10: 'talent',
  200: 'talent',
  220: 'talent',
}

/** A user as payloads carry it; undefined for deleted items, which have none. */
export function personOf(user: JsonObject | undefined, ipRegion?: string): CustomerRef | undefined {
  const id = idOf(user)
  if (id === '') return undefined
  const name = textIn(user, 'screen_name') || textIn(user, 'name')
  const avatarUrl = textIn(user, 'avatar_large') || textIn(user, 'profile_image_url')
  const followers = Number(textIn(user, 'followers_count'))
  const verified = verifications[textIn(user, 'verified_type')]
  return {
    id,
    ...(name && { name }),
    ...(avatarUrl && { avatarUrl }),
    ...placeOf(textIn(user, 'province'), textIn(user, 'city')),
    ...(ipRegion !== undefined && { ipRegion }),
    ...(textIn(user, 'followers_count') !== '' && Number.isFinite(followers) && { followers }),
    ...(verified && { verified }),
  }
}
