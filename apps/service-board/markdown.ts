/** Text that means itself in Markdown, whoever wrote it, in a table too. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>()#|~!]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, ' ')
}

export function link(text: string, address: string): string {
  return `[${plain(text)}](<${address.replaceAll(/[<>\n]/g, encodeURIComponent)}>)`
}

/** A table with its first column to the left and all others to the right. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows
  const line = (cells: readonly string[]): string => `| ${cells.map(plain).join(' | ')} |`
  const rule = `| ${head.map((_, at) => (at === 0 ? '---' : '---:')).join(' | ')} |`
  return [line(head), rule, ...body.map(line)].join('\n')
}
