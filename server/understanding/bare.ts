const address = /https?:\/\/[\w./?=&%#~+:-]{1,300}|\bwww\.[\w./?=&%-]{1,200}/g
const name = /@[\p{L}\p{N}_-]{1,30}/gu
/** A forwarded post brings the words of those before with it. */
const chain = /\/\/@[\s\S]*$/u
const emoticon = /\[\p{L}{1,6}\]/gu
const others = /[^\p{L}\p{N}]+/gu

/** A text as likeness sees it: letters, signs and digits alone, without addresses, names and what was forwarded. */
export function bareText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(chain, '')
    .replace(address, '')
    .replace(name, '')
    .replace(emoticon, '')
    .replace(others, '')
}

/** Runs of `size` signs, one after the other; a shorter text is one run. UTF-16 units, which is what likeness needs. */
export function gramsOf(bare: string, size: number): readonly string[] {
  if (bare.length <= size) return bare === '' ? [] : [bare]
  return Array.from({ length: bare.length - size + 1 }, (_, i) => bare.slice(i, i + size))
}
