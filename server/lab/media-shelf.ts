import { mintUrlSafe } from './mint.ts'
import type { LabWorld } from './world.ts'

export interface ShelvedMedia {
  id: string
  bytes: Buffer
  contentType: string
  fileName: string
  /** WeChat's word for the kind (`image`, `voice` …); other platforms use the same words. */
  kind: string
  at: number
}

/** Every file that passes through the simulated platforms, for their own interfaces and the page. */
export interface MediaShelf {
  put(file: Omit<ShelvedMedia, 'id' | 'at'>): ShelvedMedia
  get(id: string): ShelvedMedia | undefined
}

const ID_LENGTH = 64

export function createMediaShelf(world: LabWorld): MediaShelf {
  const files = new Map<string, ShelvedMedia>()
  return {
    put(file) {
      const shelved = { ...file, id: mintUrlSafe(world, ID_LENGTH), at: world.now() }
      files.set(shelved.id, shelved)
      return shelved
    },
    get: (id) => files.get(id),
  }
}

/** Where the lab's page finds a file. */
export function pageUrl(id: string): string {
  return `/__lab/media/${id}`
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'audio/amr': 'amr',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'video/mp4': 'mp4',
}

export function extensionOf(contentType: string): string {
  return EXTENSIONS[contentType.split(';')[0]?.trim() ?? ''] ?? 'bin'
}
