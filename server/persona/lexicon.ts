/** One alternative of a pattern for each entry; entries are pattern pieces parted by blanks. */
export function oneOf(...themes: readonly string[]): string {
  const entries = themes.flatMap((theme) => theme.split(/\s+/)).filter((entry) => entry !== '')
  return `(?:${entries.join('|')})`
}
