import { normalise } from '../language/normal.ts'
import type { Span, Where } from './result.ts'
import { chosen, groupsIn, type Group } from './where/choose.ts'
import { gazetteerWith, type Gazetteer } from './where/gazetteer.ts'
import type { Landmark } from './where/landmarks.ts'
import { mentionsIn } from './where/mentions.ts'
import type { Place } from './where/place.ts'
import { profilePlace } from './where/profile.ts'
import { simplified } from './where/traditional.ts'

export type { Landmark } from './where/landmarks.ts'

export interface WhereOptions {
  /** What the platform's profile says; used where the text names no place, and marked so. */
  readonly profileLocation?: string
  /** Spots known on site beside those the project knows. */
  readonly landmarks?: readonly Landmark[]
}

export interface FoundPlace {
  readonly where: Where
  readonly evidence: readonly Span[]
}

const none: readonly Landmark[] = []
const made = new WeakMap<readonly Landmark[], Gazetteer>()

/** Made when first asked for, and once for each list of landmarks. */
function gazetteerFor(landmarks: readonly Landmark[]): Gazetteer {
  const known = made.get(landmarks)
  if (known) return known
  const gazetteer = gazetteerWith(landmarks)
  made.set(landmarks, gazetteer)
  return gazetteer
}

/** Longer texts are no message; what is said of a place stands in the first part. */
const longest = 20_000
const profileConfidence = 0.3

function confidenceOf({ weight, confidence }: Group, count: number): number {
  const amongOthers = count > 1 ? confidence - 0.1 : confidence
  const weak = weight <= -2 ? amongOthers - 0.4 : amongOthers
  return Math.round(Math.max(0.1, weak) * 100) / 100
}

/** The place of the problem, or null where none is named and no profile tells one. */
export function findPlace(text: string, options: WhereOptions = {}): FoundPlace | null {
  const gazetteer = gazetteerFor(options.landmarks ?? none)
  const normal = normalise(text.length > longest ? text.slice(0, longest) : text)
  const plain = simplified(normal.text)
  const home: Place | null =
    options.profileLocation === undefined ? null : profilePlace(options.profileLocation, gazetteer)
  const mentions = mentionsIn(plain, gazetteer)
  const groups = mentions.length === 0 ? [] : groupsIn(plain, mentions, home)
  const group = chosen(groups)
  if (group !== undefined) {
    const { province, city, district } = group.place
    const confidence = confidenceOf(group, groups.length)
    return {
      where: { province, city, district, source: 'text', confidence },
      evidence: group.mentions.map(({ start, end }) => normal.spanOf(start, end)),
    }
  }
  if (home === null) return null
  return { where: { ...home, source: 'profile', confidence: profileConfidence }, evidence: [] }
}
