import { expect, it } from 'vitest'
import { asksForPerson } from './asks-for-person.ts'

it.each([
  '人工',
  '转人工',
  '转人工客服',
  '我要真人，不要机器人',
  '能不能找个人来跟我说',
  '人工服务！！！',
  '麻烦接一下人工客服',
  '绕来绕去，就是不给转人工',
  'I want to talk to a human',
  'real person please',
])('hears a wish for a person in %j (S3-07)', (text) => expect(asksForPerson(text)).toBe(true))

it.each([
  '人工智能音箱怎么连',
  '安装人工费多少',
  '有真人试穿图吗',
  '不用转人工了，谢谢',
  '人工刚告诉我已经退款了',
  '宽带断了',
  '有人在家的时候再上门',
  '',
])('hears none in %j', (text) => expect(asksForPerson(text)).toBe(false))
