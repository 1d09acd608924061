import { hanCount } from '../../language/han.ts'
import { sentencesOf } from '../../language/sentences.ts'
import { safeFix } from '../editing.ts'
import type { Edit, Finding, PersonaRule } from '../rule.ts'
import { limitsFor } from '../style.ts'

// A sentence that turns to something else.
const turn =
  /^(?:另外|此外|还有(?!没|什么|任何)|至于|关于|顺便|再者|其次|同时[，,]|最后[，,]|补充一?下)/

interface Paragraph {
  readonly start: number
  readonly text: string
}

function paragraphsOf(draft: string): readonly Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (const { 0: text, index } of draft.matchAll(/[^\n]+/g))
    paragraphs.push({ start: index, text })
  return paragraphs
}

/** Where a paragraph may be broken: before a turn, else before the sentence nearest to the middle. */
function breaksIn({ start, text }: Paragraph): readonly Edit[] {
  const sentences = sentencesOf(text).slice(1)
  const turns = sentences.filter((sentence) => turn.test(sentence.text))
  const middle = [...sentences].sort(
    (a, b) => Math.abs(a.start - text.length / 2) - Math.abs(b.start - text.length / 2),
  )
  const places = turns.length > 0 ? turns : middle.slice(0, 1)
  return places.map((place) => ({
    start: start + place.start,
    end: start + place.start,
    text: '\n',
  }))
}

/** W-C3: one point, one paragraph. */
export const onePointPerParagraph: PersonaRule = {
  id: 'W-C3',
  because: {
    zh: '几件事挤在一段里，客户会漏看后面的；一段说一件事。',
    en: 'Points crowded into one paragraph are overlooked; give each its own.',
  },
  check(draft, context): readonly Finding[] {
    const paragraphs = paragraphsOf(draft)
    return paragraphs.flatMap((paragraph): readonly Finding[] => {
      const length = hanCount(paragraph.text)
      const turns = sentencesOf(paragraph.text).filter(({ text }) => turn.test(text)).length
      const isLong = paragraphs.length === 1 && length > limitsFor(context).paragraph
      if (!isLong && (turns < 2 || length < 60)) return []
      return [
        {
          rule: 'W-C3',
          severity: 'hint',
          start: paragraph.start,
          end: paragraph.start + paragraph.text.length,
          message: {
            zh: '这段说了几件事，请分段。',
            en: 'Several points in one paragraph; break it up.',
          },
          ...safeFix(draft, breaksIn(paragraph), context),
        },
      ]
    })
  },
}
