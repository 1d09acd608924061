import { describe, expect, it } from 'vitest'
import { normalise } from '../../language/normal.ts'
import { escalationHits, gravestOf } from './escalation.ts'

const judge = (text: string): string => gravestOf(escalationHits(normalise(text).text))

describe('escalation by its words', () => {
  it.each([
    ['再不处理我就打12315', 'regulator'],
    ['已经向工信部申诉了，等着吧', 'regulator'],
    ['麻烦今天给个答复，不然只好找消协了', 'regulator'],
    ['１２３４５见', 'regulator'],
    ['打了12345，没人管', 'regulator'],
    ['全国12315APP上投诉了', 'regulator'],
    ['再拖就12315、12345一起打', 'regulator'],
    ['今晚就发微博曝光你们', 'media'],
    ['黑猫投诉走起', 'media'],
    ['记者朋友已经联系好了', 'media'],
    ['法院见，律师函已经在路上', 'legal'],
    ['我已经报警了', 'legal'],
    ['12315和律师我都找了', 'legal'],
    ['微博曝光加12315，一个不落', 'regulator'],
  ])('%s → %s', (text, kind) => {
    expect(judge(text)).toBe(kind)
  })
  it.each([
    '请问12315是什么电话',
    '我的密码是12345，登不上去',
    '订单号2026123450001什么时候发货',
    '燃气报警器一直响，能来看看吗',
    '相机曝光度怎么调',
    '黑猫警长的玩具还有货吗',
    '法院路那边信号不好',
    '看到新闻说有公司被12315通报',
    '鞋子315元太贵',
    '我的微信是wx_abc12345，加我说',
    '加微信abc12345聊',
    '运单号SF12345什么时候能到',
    '邮箱是12345@demo-mail.cn',
    '订单号：12345-67，查一下',
    '型号KF-12315的滤芯有货吗',
    '工单12345A到现在没人处理',
    '单号12345的包裹到哪了',
    '快递编号wx315投诉过吗',
    '宽带断了三天',
    '',
  ])('%s threatens nobody', (text) => {
    expect(judge(text)).toBe('none')
  })
})
