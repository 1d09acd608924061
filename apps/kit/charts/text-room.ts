/** How wide a label becomes, roughly, px; Chinese signs are square. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, sign) => sum + (sign > '⺀' ? 11.5 : 6.5), 0)
}

/** As much of it as there is room for. */
export function shortened(text: string, room: number): string {
  if (textWidth(text) <= room) return text
  const signs = [...text]
  while (signs.length > 1 && textWidth(`${signs.join('')}…`) > room) signs.pop()
  return `${signs.join('')}…`
}
