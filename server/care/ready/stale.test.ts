import { describe, expect, it } from 'vitest'
import { staleIn } from './stale.ts'

const day = 86_400_000
const article = {
  id: '9101',
  title: '光猫红灯一直闪怎么办',
  text: '',
  link: 'https://help.example.com/hc/zh-cn/articles/9101',
  changedAt: 10 * day,
}
const says = (answer: string, at = 5 * day) => staleIn({ answer, at }, [article])

describe('staleIn', () => {
  it('tells of a cited article that was edited after the answer was given (S3-17)', () => {
    const stale = { title: article.title, link: article.link, changedAt: 10 * day }
    expect(says('步骤写在帮助中心的《光猫红灯一直闪怎么办》里。')).toEqual(stale)
    expect(says(`请看 ${article.link}?from=wx 。`)).toEqual(stale)
  })

  it.each([
    ['the answer is younger than the edit', `请看 ${article.link}`, 11 * day],
    ['another article is meant', `请看 ${article.link}2`, 5 * day],
    ['nothing is cited', '请重启光猫。', 5 * day],
  ])('stays silent where %s', (_why, answer, at) => expect(says(answer, at)).toBeUndefined())

  it('stays silent where nobody knows when the article was edited', () => {
    const { changedAt: _unknown, ...undated } = article
    expect(staleIn({ answer: `请看 ${article.link}`, at: 0 }, [undated])).toBeUndefined()
  })

  it('names the one edited last of several', () => {
    const other = {
      ...article,
      id: '1',
      title: '发票',
      link: 'https://h.example/1',
      changedAt: 12 * day,
    }
    const answer = `《发票》和《${article.title}》`
    expect(staleIn({ answer, at: 0 }, [article, other, article])?.title).toBe('发票')
  })
})
