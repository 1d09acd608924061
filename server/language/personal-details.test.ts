import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPersonalData } from './personal-data.ts'
import { personalDetailsIn } from './personal-details.ts'

function found(text: string): string {
  return personalDetailsIn(text)
    .map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`)
    .join(' ')
}

const cases: readonly (readonly [string, string])[] = [
  ['我的手机号是13812345678麻烦回电', 'phone:13812345678'],
  ['身份证11010119900307663X，实名用', 'idcard:11010119900307663X'],
  ['微信号 wx_abc12345 加我', 'wechat:wx_abc12345'],
  ['座机010-62345678转801', 'phone:010-62345678转801'],
  ['IP 192.168.1.20 无法访问', 'ip:192.168.1.20'],
  ['电话138 1234 5678', 'phone:138 1234 5678'],
  ['+86 138-1234-5678', 'phone:+86 138-1234-5678'],
  ['打一三八一二三四五六七八', 'phone:一三八一二三四五六七八'],
  ['幺三八零零幺三八零零零', 'phone:幺三八零零幺三八零零零'],
  ['0755-82345678', 'phone:0755-82345678'],
  ['（021）62345678', 'phone:（021）62345678'],
  ['家里电话62345678', 'phone:62345678'],
  ['02162345678打不通', 'phone:02162345678'],
  ['0571 8765 4321 分机 12', 'phone:0571 8765 4321 分机 12'],
  ['老身份证110101900307663', 'idcard:110101900307663'],
  ['卡号6222 0212 3456 7890 128退到这张', 'bankcard:6222 0212 3456 7890 128'],
  ['6222021234567890128', 'bankcard:6222021234567890128'],
  ['邮箱 zhang.san@example.com', 'email:zhang.san@example.com'],
  ['车牌粤B12345', 'plate:粤B12345'],
  ['沪AD12345停在门口', 'plate:沪AD12345'],
  ['京A·12345', 'plate:京A·12345'],
  ['粤Z1234港', 'plate:粤Z1234港'],
  ['护照号E12345678', 'passport:E12345678'],
  ['护照是G12345678', 'passport:G12345678'],
  ['vx：abc12345', 'wechat:abc12345'],
  ['加V abcd_1234', 'wechat:abcd_1234'],
  ['加我微信 abcd1234', 'wechat:abcd1234'],
  ['微信 abcd1234 聊', 'wechat:abcd1234'],
  ['QQ 123456789', 'qq:123456789'],
  ['qq号是12345678', 'qq:12345678'],
  ['加扣扣：1234567890', 'qq:1234567890'],
  [
    '我住广东省深圳市南山区科技南路12号3栋2单元501室',
    'address:广东省深圳市南山区科技南路12号3栋2单元501室',
  ],
  ['地址：北京市海淀区中关村大街27号', 'address:北京市海淀区中关村大街27号'],
  ['幸福小区3栋2单元501没网', 'address:幸福小区3栋2单元501'],
  ['家住上海市浦东新区张杨路500弄12号602室', 'address:上海市浦东新区张杨路500弄12号602室'],
  ['阳光花园5号楼1203', 'address:阳光花园5号楼1203'],
  ['寄到成都市武侯区玉林街道8号院2栋', 'address:成都市武侯区玉林街道8号院2栋'],
  ['收件人：王小明，电话13812345678', 'name:王小明 phone:13812345678'],
  ['我叫张三，', 'name:张三'],
  ['我叫李四来投诉', 'name:李四'],
  ['姓名 欧阳小华 身份证110101199003076632', 'name:欧阳小华 idcard:110101199003076632'],
  ['联系人王先生', 'name:王先生'],
  ['手机号１３８１２３４５６７８', 'phone:１３８１２３４５６７８'],
  ['手机 (+86)13812345678', 'phone:13812345678'],
  ['朝阳区建国路88号SOHO现代城A座1203室', 'address:朝阳区建国路88号SOHO现代城A座1203室'],
  ['李家村3组12号', 'address:李家村3组12号'],
  ['我的V是abc_1234', 'wechat:abc_1234'],
  ['QQ邮箱123456@qq.com', 'email:123456@qq.com'],
  ['车牌粤B·D12345', 'plate:粤B·D12345'],
  ['0086 13812345678', 'phone:0086 13812345678'],
  ['138.1234.5678', 'phone:138.1234.5678'],
  ['银行卡 6222 0212 3456 7890 123', 'bankcard:6222 0212 3456 7890 123'],
  ['收件人 张三 13812345678', 'name:张三 phone:13812345678'],
  ['IP地址：2001:db8::1', 'ip:2001:db8::1'],
  ['身份证号：11010119900307663x', 'idcard:11010119900307663x'],
  ['身份证 110101 19900307 663X', 'idcard:110101 19900307 663X'],
  ['护照EA1234567', 'passport:EA1234567'],
  ['寄到浙江省杭州市西湖区文三路269号', 'address:浙江省杭州市西湖区文三路269号'],
  ['我家在和平里小区7号楼3单元502', 'address:和平里小区7号楼3单元502'],
  ['电话是010 6234 5678', 'phone:010 6234 5678'],
  ['联系人：欧阳娜娜', 'name:欧阳娜娜'],
  ['机主李建国', 'name:李建国'],
  ['QQ：10001', 'qq:10001'],
  ['新能源车牌京AD12345', 'plate:京AD12345'],
  ['一五零幺二三四五六七八', 'phone:一五零幺二三四五六七八'],
  ['wx：zhangsan88', 'wechat:zhangsan88'],
  ['微信号是zhang-san_88', 'wechat:zhang-san_88'],
]

const innocent: readonly string[] = [
  '卫星号',
  '10010打不通',
  '热线400 800 1234',
  '快递柜3号柜',
  '5号楼没网',
  '2号线停运',
  '8号窗口',
  '订单编号：E20260311123456',
  '发票号码 12345678',
  '合同编号20260311',
  'SN:12345678901234567',
  '商品条形码6921234567890',
  '流水号 6222021234567890128',
  '尾号5678的卡',
  '充了13800块',
  '积分 13812',
  '验证码 123456',
  '取件码 88-1-2031',
  '版本号 12.3.4.5',
  '姓名写错了',
  '联系人改不了',
  '收件人不是我',
  '我叫不到车',
  '收货人拒收',
  '户主变更',
  '名字叫什么',
  'QQ音乐会员',
  'qq群12345678',
  '微信公众号打不开',
  '加微信好友失败',
  '订单号20260311152000123456查一下',
  '今天是2026031120 批次',
  '0755-12345678',
  '打10086没人接',
  '95588的短信',
  '12315投诉',
  '客服4008123123',
  '400-812-3123',
  '800-810-0888',
  '我叫车叫了半天',
  '我叫客服三次了',
  '我叫安装师傅来',
  '运单号 SF1234567890123到哪了',
  'YT4512345678901 没更新',
  'IMEI 356938035643809 坏了',
  'IMEI:860123456789012',
  '价格1999.00元，共13800元',
  '版本8.0.30.1闪退',
  '新S24plus黑屏',
  '新iphone15',
  '3号线地铁没信号',
  '南京路1号店的客服',
  '商场3楼停电',
  '单号773123456789012',
  '条码6901234567892',
  '2026-03-11 14:05',
  '1/3的用户',
  '快递单号：JD0123456789012',
  '订单 4123456789012345',
  '工单号2026031100001',
  '名字都记错了',
  '微信支付失败',
  '微信iphone闪退',
  '北京京A区',
  '取件码 12-3-4567',
]

describe('personalDetailsIn', () => {
  it.each(cases)('finds what leads to a person in: %s', (text, spans) =>
    expect(found(text)).toBe(spans),
  )
  it.each(innocent)('leaves alone: %s', (text) => expect(found(text)).toBe(''))
  it('never takes a labelled order or waybill for a person', () => {
    const label = fc.constantFrom('订单号', '运单号：', '快递单号 ', '工单编号', '批次', 'IMEI ')
    const digits = fc.stringMatching(/^[2-9]\d{11,19}$/)
    fc.assert(
      fc.property(label, digits, (name, number) => {
        const spans = personalDetailsIn(`${name}${number}查一下`)
        expect(spans.filter(({ kind }) => kind !== 'idcard')).toEqual([])
      }),
    )
  })
  it('gives spans inside the text, in order, never overlapping', () => {
    const piece = fc.constantFrom(
      '13812345678',
      '姓名王小明',
      '3栋2单元',
      '小区',
      'vx',
      'abc12345',
      '010-62345678',
      ' ',
      '，',
      '路1号',
    )
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 10 }),
        (parts) => {
          const text = parts.join('')
          let at = 0
          for (const { start, end } of personalDetailsIn(text)) {
            expect(start).toBeGreaterThanOrEqual(at)
            expect(end).toBeGreaterThan(start)
            at = end
          }
          expect(at).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })
  it.each(['1', '路弄', '1号楼2单元', 'a', '姓名王', '0', '010-', '小区1-', '微信号a', 'a:', '1.'])(
    'answers on 64 KB of %s',
    (unit) =>
      expect(() => personalDetailsIn(unit.repeat(Math.ceil(65_536 / unit.length)))).not.toThrow(),
  )
})

describe('maskPersonalData on older numbers', () => {
  it('hides landlines and identity numbers of 15 digits or with a wrong check', () => {
    expect(maskPersonalData('座机010-62345678转801')).toBe('座机010-*******8转801')
    expect(maskPersonalData('身份证110101900307663')).toBe('身份证1101*********63')
    expect(maskPersonalData('身份证11010119900307663X')).toBe('身份证1101************3X')
  })
  it('leaves service numbers and orders as they are', () => {
    const text = '打10086和4008123123，订单110101900307663'
    expect(maskPersonalData(text)).toBe(text)
  })
})
