export type Cell = string | number | undefined

/** Spreadsheets take a cell that begins like this for a formula and run it. */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/

function cellText(cell: Cell): string {
  if (cell === undefined) return ''
  // A number of ours is a number, also below zero: only what somebody wrote can be a formula.
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : ''
  const text = formulaStart.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as RFC 4180 has them, with a byte order mark so that spreadsheets read Chinese; no cell of it is ever run. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cellText).join(',')).join('\r\n')}\r\n`
}
