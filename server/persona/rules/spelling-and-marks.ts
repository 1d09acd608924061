import { everyMatch } from '../../language/every-match.ts'
import type { Words } from '../../core/settings.ts'
import { longest, safeFix } from '../editing.ts'
import type { Finding, PersonaRule } from '../rule.ts'
import { marks, slips, type Slip } from '../spelling.ts'

interface Found {
  readonly start: number
  readonly end: number
  readonly right: string
  readonly message: Words
}

const link = /(?:https?:\/\/|www\.)[^\s\u4e00-\u9fff，。！？；：、]+/g
const fullWidth = /[０-９Ａ-Ｚａ-ｚ]+/g

function found(draft: string, list: readonly Slip[], message: Words): readonly Found[] {
  return list.flatMap(({ pattern, right }) =>
    everyMatch(draft, pattern).map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      right,
      message,
    })),
  )
}

function widths(draft: string): readonly Found[] {
  return everyMatch(draft, fullWidth).map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
    right: word.normalize('NFKC'),
    message: { zh: '数字和字母请用半角。', en: 'Use half-width digits and letters.' },
  }))
}

/** More slips than these are not read. */
const most = 50

/** W-A7: a reply looks cared for. */
export const spellingAndMarks: PersonaRule = {
  id: 'W-A7',
  because: {
    zh: '错别字和乱标点让人觉得不上心，截图传开更难看。',
    en: 'Slips of spelling look careless, and worse in a screenshot.',
  },
  check(draft, context): readonly Finding[] {
    const text = draft.slice(0, longest)
    const links = everyMatch(text, link).map(({ 0: address, index }) => ({
      start: index,
      end: index + address.length,
    }))
    const all = [
      ...found(text, slips, { zh: '疑似错别字。', en: 'Probably misspelt.' }),
      ...found(text, marks, {
        zh: '中文里请用全角标点，且不重复、不空格。',
        en: 'Use full-width punctuation, once and without blanks.',
      }),
      ...widths(text),
    ].sort((a, b) => a.start - b.start)
    let at = -1
    return all
      .filter(({ start, end }) => {
        const isFree = start >= at && !links.some((one) => one.start < end && start < one.end)
        if (isFree) at = end
        return isFree
      })
      .slice(0, most)
      .map(({ start, end, right, message }) => ({
        rule: 'W-A7',
        severity: 'hint',
        start,
        end,
        message,
        ...safeFix(draft, [{ start, end, text: right }], context),
      }))
  },
}
