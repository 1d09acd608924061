import { describe, expect, it } from 'vitest'
import { personalDataIn } from './personal.ts'

const found = (text: string): readonly string[] =>
  personalDataIn(text).map(({ kind, start, end }) => `${kind}=${text.slice(start, end)}`)

describe('personal data of every kind', () => {
  it.each([
    ['我的手机号是13812345678麻烦回电', ['phone=13812345678']],
    ['身份证11010119900307663X，实名用', ['idcard=11010119900307663X']],
    ['微信号 wx_abc12345 加我', ['wechat=wx_abc12345']],
    ['座机010-62345678转801', ['phone=010-62345678转801']],
    ['IP 192.168.1.20 无法访问', ['ip=192.168.1.20']],
    ['车牌浙A·DF2918进不去', ['plate=浙A·DF2918']],
    ['QQ：123456789', ['qq=123456789']],
    ['护照号E12345678', ['passport=E12345678']],
    ['我叫冯晓演，电话13912340678', ['name=冯晓演', 'phone=13912340678']],
    ['送到解放路演示小区3号楼202', ['address=送到解放路演示小区3号楼202']],
    ['邮箱 yanshi@example.com', ['email=yanshi@example.com']],
  ])('finds it in %s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
  it.each([
    '订单号20260311152000123456查一下',
    '今天是2026031120 批次',
    '版本 1.2.3.4567 打不开',
    '999.1.1.1 不是地址',
    '打了10086三次',
    '客服热线 95588 和 400-800-8800',
    '微信支付失败了',
    '',
  ])('finds none in %s', (text) => {
    expect(found(text)).toEqual([])
  })
})
