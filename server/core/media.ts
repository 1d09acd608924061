/** Bytes with a name and a type. */
export interface MediaFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

export type MediaKind = 'image' | 'voice' | 'video' | 'file'

/** Where media lie on the platform: either an id to fetch by API, or an address, or both. */
export interface MediaRef {
  readonly kind: MediaKind
  /** Platform media id (WeChat MediaId, Weibo tovfid). */
  readonly id?: string
  readonly url?: string
  readonly format?: string
  readonly sizeBytes?: number
}
