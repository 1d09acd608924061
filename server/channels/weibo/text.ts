const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
}

/** API text carries these four entities, once; its end often hides a zero-width blank. */
export function readText(text: string): string {
  return text
    .replace(/&(?:lt|gt|amp|quot);/g, (entity) => entities[entity] ?? entity)
    .replace(/[\s\u200b]+$/, '')
}
