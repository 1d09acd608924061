/**
 * A pure reading of texts that remembers what it made of recent ones: dozens of rules read the same
 * draft, and one context stays while many drafts are judged. Bounded by the length of the texts held
 * (twice `budget` units at most, and the last text whatever its length).
 */
export function remembered<Made extends object>(
  make: (text: string) => Made,
  budget = 20_000,
): (text: string) => Made {
  let young = new Map<string, Made>()
  let old = new Map<string, Made>()
  let held = 0
  return (text) => {
    const known = young.get(text)
    if (known) return known
    const made = old.get(text) ?? make(text)
    if (held > budget) {
      old = young
      young = new Map()
      held = 0
    }
    young.set(text, made)
    held += text.length + 16
    return made
  }
}
