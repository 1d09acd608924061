const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/** Far longer than any sign that somebody types. */
const runLength = 1000

/** The next run of a text, not ending inside a code point. */
function runAt(text: string, from: number): string {
  const run = text.slice(from, from + runLength)
  const isCut = from + run.length < text.length
  return isCut ? run.replace(/[\ud800-\udbff]$/, '') : run
}

/**
 * What the eye takes for single signs; their join is the text. Goes run by run, because each segment
 * carries a copy of the whole text it was found in: of 65,535 signs at once they would fill gigabytes.
 * A cluster longer than a run falls apart.
 */
export function clustersOf(text: string): readonly string[] {
  const clusters: string[] = []
  for (let from = 0; from < text.length;) {
    const run = runAt(text, from)
    const found = Array.from(graphemes.segment(run), ({ segment }) => segment)
    // The last one may go on in the next run, where it is found whole.
    if (from + run.length < text.length && found.length > 1) found.pop()
    for (const cluster of found) {
      clusters.push(cluster)
      from += cluster.length
    }
  }
  return clusters
}
