/** Two columns wide on a terminal: Chinese characters, their punctuation and full-width forms. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u

export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += wide.test(character) ? 2 : 1
  return width
}

const gap = '  '

/** Rows under each other: the first column to the left, the others to the right; a last cell beyond them as it is. */
export function textTable(rows: readonly (readonly string[])[], columns: number): string {
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => widthOf(row[i] ?? ''))),
  )
  const lines = rows.map((row) => {
    const cells = widths.map((width, i) => {
      const text = row[i] ?? ''
      const space = ' '.repeat(width - widthOf(text))
      return i === 0 ? text + space : space + text
    })
    return [...cells, ...row.slice(columns)].join(gap).trimEnd()
  })
  return `${lines.join('\n')}\n`
}
