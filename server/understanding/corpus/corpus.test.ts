import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCorpus } from './read.ts'

const folder = import.meta.dirname

interface Line {
  readonly file: string
  readonly text: string
}

const filesIn = (split: string): readonly string[] =>
  readdirSync(join(folder, split)).filter((name) => name.endsWith('.tsv'))
const contentOf = (split: string, file: string): string =>
  readFileSync(join(folder, split, file), 'utf8')
const linesIn = (split: string): readonly Line[] =>
  filesIn(split).flatMap((file) =>
    readCorpus(contentOf(split, file)).lines.map(({ text }) => ({ file, text })),
  )

const size = 3
/** Groups of three letters, without marks, blanks and digits: names and numbers make no difference. */
function gramsOf(text: string): ReadonlySet<string> {
  const letters = text.toLowerCase().replace(/[^\p{L}]/gu, '')
  return new Set(
    Array.from({ length: Math.max(1, letters.length - size + 1) }, (_, i) =>
      letters.slice(i, i + size),
    ),
  )
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((gram) => b.has(gram)).length
  return common / (a.size + b.size - common)
}

/** Pairs of a text of `ours` with one of `others` that say nearly the same. */
function twins(ours: readonly Line[], others: readonly Line[], limit: number): readonly string[] {
  const known = others.map((line) => ({ line, grams: gramsOf(line.text) }))
  const byGram = new Map<string, number[]>()
  known.forEach(({ grams }, i) => {
    for (const gram of grams) byGram.set(gram, [...(byGram.get(gram) ?? []), i])
  })
  return ours.flatMap((line) => {
    const grams = gramsOf(line.text)
    const near = new Set([...grams].flatMap((gram) => byGram.get(gram) ?? []))
    return [...near]
      .filter((i) => known[i]?.line !== line && likeness(grams, known[i]!.grams) >= limit)
      .map((i) => `${line.file}: ${line.text} ~ ${known[i]!.line.file}: ${known[i]!.line.text}`)
  })
}

describe('the corpus', () => {
  it('has no line that cannot be read', () => {
    const problems = ['train', 'dev'].flatMap((split) =>
      filesIn(split).flatMap((file) =>
        readCorpus(contentOf(split, file)).problems.map(
          ({ line, message }) => `${split}/${file}:${line} ${message}`,
        ),
      ),
    )
    expect(problems).toEqual([])
  })
  it('has no near-twin of a development text among those trained on', () => {
    expect(twins(linesIn('dev'), linesIn('train'), 0.5)).toEqual([])
  })
  it('measures on other topics than it trains on', () => {
    const trained = new Set(filesIn('train'))
    expect(filesIn('dev').filter((file) => trained.has(file))).toEqual([])
  })
  it('notices a planted near-twin', () => {
    const text = '家里的宽带从昨天晚上就断了，客服电话一直打不通'
    const twin = text.replace('昨天', '前天')
    expect(twins([{ file: 'a', text }], [{ file: 'b', text: twin }], 0.5)).toHaveLength(1)
  })
})

describe('readCorpus', () => {
  const example =
    '广州天河体育西这边从昨晚开始5G一格都没有，能不能管管\t-2d.. network\twhere:广东/广州/天河\twhen:从昨晚开始\tproduct:5G\ttrigger:5G一格都没有'
  it('reads every field of a line', () => {
    expect(readCorpus(example)).toEqual({
      problems: [],
      lines: [
        {
          text: '广州天河体育西这边从昨晚开始5G一格都没有，能不能管管',
          when: '从昨晚开始',
          gold: {
            polarity: 'negative',
            anger: 2,
            relevance: 'demand',
            escalation: 'none',
            abuse: false,
            category: 'network',
            where: { province: '广东', city: '广州', district: '天河' },
            product: '5G',
            trigger: '5G一格都没有',
            pii: [],
          },
        },
      ],
    })
  })
  it('skips remarks and empty lines', () => {
    expect(readCorpus('# a remark\n\n好的\t=0n.. none')).toMatchObject({
      problems: [],
      lines: [{ text: '好的', gold: { relevance: 'noise', where: null } }],
    })
  })
  it.each([
    ['labels of six signs', '坏了\t-2d.r. quality', 'are not five signs'],
    ['an unknown category', '坏了\t-2d.. broken', 'category broken is unknown'],
    ['a phrase the text does not have', '坏了\t-2d.. quality\ttrigger:断了', 'does not stand'],
    ['an unknown field', '坏了\t-2d.. quality\tmood:坏了', 'is no known field'],
    ['a place without levels', '坏了\t-2d.. quality\twhere:成都', 'needs two slashes'],
    ['personal data of no kind', '坏了\t-2d.. quality\tpii:坏了', 'has no known kind'],
  ])('names %s with its line', (_what, line, message) => {
    const { lines, problems } = readCorpus(`# remark\n${line}`)
    expect(lines).toEqual([])
    expect(problems).toMatchObject([{ line: 2, message: expect.stringContaining(message) }])
  })
})
