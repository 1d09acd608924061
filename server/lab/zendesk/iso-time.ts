/** Whole seconds: two changes within one second carry the same stamp. */
export function isoTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoTime(at)
}
