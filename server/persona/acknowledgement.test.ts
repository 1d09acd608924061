import { describe, expect, it } from 'vitest'
import { acknowledgementsIn, apologiesIn, caresIn } from './acknowledgement.ts'
import { speechOf } from './speech.ts'

describe('apologiesIn', () => {
  it.each([
    '抱歉让您久等',
    '真对不住',
    '先道个歉',
    '深表歉意',
    '给您赔个不是',
    '請原諒'.replace('請原諒', '请原谅'),
  ])('hears the apology in %s', (draft) => expect(apologiesIn(speechOf(draft))).toHaveLength(1))
  it.each(['敬请谅解', '没什么好道歉的', '我们不会道歉', '凭什么道歉', '道歉有用吗'])(
    'hears none in %s',
    (draft) => expect(apologiesIn(speechOf(draft))).toEqual([]),
  )
})

describe('caresIn', () => {
  it.each([
    '您的心情我们都懂',
    '换谁都会生气',
    '让您白跑一趟',
    '给您添堵了',
    '老人孩子受累了',
    '您批评得对',
    '错在我们',
    '是我们没有做好',
    '这么糟的体验',
    '听到孩子没睡好我们也很难过',
  ])('hears care in %s (S0-05)', (draft) => expect(caresIn(speechOf(draft))).not.toEqual([]))

  it.each([
    '请理解我们的难处',
    '感谢您的理解与支持',
    '有什么好生气的',
    '您别急，谁还没等过人呢',
    '我们也很委屈',
    '不影响您使用',
    '受台风影响，包裹晚到',
    '不是我们的错',
    '怕什么，大惊小怪',
    '急什么',
  ])('hears none in %s', (draft) => expect(caresIn(speechOf(draft))).toEqual([]))

  it('lets comfort count for a frightened customer, not for an angry one', () => {
    const speech = speechOf('别着急，我在。')
    expect(acknowledgementsIn(speech, 0)).not.toEqual([])
    expect(acknowledgementsIn(speech, 3)).toEqual([])
  })
})
