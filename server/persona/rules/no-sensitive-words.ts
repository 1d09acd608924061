import { normalise } from '../../language/normal.ts'
import type { LintContext } from '../context.ts'
import type { PersonaRule } from '../rule.ts'
import { sensitiveIn } from '../sensitive-words.ts'

type Entries = NonNullable<LintContext['sensitive']>

const listed = new WeakMap<Entries, readonly string[]>()

/** One and the same list for one and the same document, so that its search tree is built once. */
function wordsOf(entries: Entries): readonly string[] {
  const words = listed.get(entries) ?? entries.map(({ word }) => word)
  listed.set(entries, words)
  return words
}

/** W-S7: the company's own list; each word is as heavy as its class says. */
export const noSensitiveWords: PersonaRule = {
  id: 'W-S7',
  because: {
    zh: '公司敏感词表里的词会触犯平台规则或法规，一旦发出难以收回。',
    en: 'Words on the company’s list break platform rules or the law and cannot be taken back.',
  },
  check(draft, context) {
    const entries = context.sensitive ?? []
    if (entries.length === 0) return []
    const normal = normalise(draft)
    return sensitiveIn(normal.text, wordsOf(entries)).map(({ start, end, index }) => {
      const word = entries[index]?.word ?? ''
      return {
        rule: 'W-S7',
        severity: entries[index]?.class ?? 'error',
        ...normal.spanOf(start, end),
        message: {
          zh: `“${word}”在敏感词表里，请换一种说法。`,
          en: `“${word}” is on the list of sensitive words; put it another way.`,
        },
      }
    })
  },
}
