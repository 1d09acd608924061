const alphabet = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const digitsPerGroup = 7
const signsPerGroup = 4
/** Seconds; ids carry their time above 22 low bits. */
const epoch = 515_483_463n

/** Ids are decimal texts: length first, then digits. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0)
}

export function maxId(ids: readonly string[]): string | undefined {
  return [...ids].sort(compareIds).at(-1)
}

export function minId(ids: readonly string[]): string | undefined {
  return [...ids].sort(compareIds)[0]
}

/** One less, as `max_id` is inclusive. */
export function before(id: string): string {
  return (BigInt(id) - 1n).toString()
}

export function isId(text: string): boolean {
  return /^\d{1,20}$/.test(text)
}

function encode(group: number): string {
  let code = ''
  for (let rest = group; rest > 0; rest = Math.floor(rest / 62))
    code = (alphabet[rest % 62] ?? '') + code
  return code
}

function decode(code: string): number {
  return [...code].reduce((sum, sign) => sum * 62 + alphabet.indexOf(sign), 0)
}

function groupsFromRight(text: string, size: number): readonly string[] {
  const groups: string[] = []
  for (let end = text.length; end > 0; end -= size)
    groups.unshift(text.slice(Math.max(0, end - size), end))
  return groups
}

/** The short id in post addresses. Inner groups are padded, the first is not. */
export function midToBid(mid: string): string {
  return groupsFromRight(mid, digitsPerGroup)
    .map((group, i) =>
      i === 0 ? encode(Number(group)) : encode(Number(group)).padStart(signsPerGroup, '0'),
    )
    .join('')
}

/** The way back. @public */
export function bidToMid(bid: string): string {
  return groupsFromRight(bid, signsPerGroup)
    .map((group, i) =>
      i === 0 ? String(decode(group)) : String(decode(group)).padStart(digitsPerGroup, '0'),
    )
    .join('')
}

/** Epoch ms an id was minted at; a guess where no date is given, never shown as fact. */
export function timeOfId(id: string): number {
  return Number((BigInt(id) >> 22n) + epoch) * 1000
}
