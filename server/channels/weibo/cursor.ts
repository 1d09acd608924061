/** A range of ids not read yet: greater than `since`, up to and including `max`. */
export interface Gap {
  readonly since: string
  readonly max: string
}

/** Where a feed stands: everything up to `since` was seen, but for the gap. */
export interface FeedMark {
  readonly since: string
  readonly gap?: Gap
}

/** undefined = never read. An empty text stands for a round that could not read anything yet. */
export function readMark(cursor: string | undefined): FeedMark | undefined {
  if (cursor === undefined || cursor === '') return undefined
  return JSON.parse(cursor) as FeedMark
}

export function writeMark(mark: FeedMark): string {
  return JSON.stringify(mark)
}
