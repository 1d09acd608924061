import { everyMatch } from '../../language/every-match.ts'
import { normalise } from '../../language/normal.ts'
import type { LintContext } from '../context.ts'
import type { PersonaRule } from '../rule.ts'

// #话题# on Weibo; 3#楼和5#楼 are house numbers. The super topic mark belongs to the tag.
const hashtag = /(?<![\p{L}\p{N}])[#＃]([^#＃\n]{1,32})[#＃]/gu

function plain(tag: string): string {
  return normalise(tag).text.replace(/\[超话\]|\s|[#\p{P}]/gu, '')
}

function isOurs(tag: string, { brand, thread }: LintContext): boolean {
  const name = plain(tag)
  const own = [brand?.name ?? '', ...(brand?.products ?? [])].map(plain).filter((one) => one !== '')
  return (
    (thread?.hashtags ?? []).some((one) => plain(one) === name) ||
    own.some((one) => name.includes(one))
  )
}

/** W-X3: no riding on a trend that is neither the customer's nor ours. */
export const noTrendChasing: PersonaRule = {
  id: 'W-X3',
  because: {
    zh: '蹭热点涨不来信任；与客户的事无关的话题会把争议引到品牌身上。',
    en: 'Riding a trend wins no trust; a foreign hashtag draws its quarrels onto the brand.',
  },
  check(draft, context) {
    if (!context.thread) return []
    // A reply of hashtags alone would be empty without them.
    const isMore = /\p{L}/u.test(draft.replace(hashtag, ''))
    return everyMatch(draft, hashtag)
      .filter(({ 1: tag = '' }) => /\p{L}/u.test(tag) && !isOurs(tag, context))
      .map(({ 0: tag, index: start }) => {
        const end = start + tag.length
        return {
          rule: 'W-X3',
          severity: 'warning',
          start,
          end,
          message: {
            zh: '这个话题与客户的事无关，请删去。',
            en: 'This hashtag is not of the customer’s thread or our campaign; remove it.',
          },
          ...(isMore ? { fix: [{ start, end, text: '' }] } : {}),
        }
      })
  },
}
