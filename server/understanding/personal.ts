import { everyMatch } from '../language/every-match.ts'
import { findPersonalData } from '../language/personal-data.ts'
import type { PersonalKind, PersonalSpan } from './result.ts'

/** A pattern on the text with ASCII letters and digits; the group `it` is the data, without it the match. */
interface Finder {
  readonly kind: PersonalKind
  readonly pattern: RegExp
  readonly isReal?: (found: string) => boolean
}

const surnames =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊於惠甄曲封储靳焦牧山谷车侯全班仰秋仲伊宫宁仇栾甘武符刘景詹束龙叶幸司黎溥印宿白怀蒲从索赖卓蔺屠池乔胥能苍闻党翟谭劳申冉雍桑桂濮牛寿通边扈燕冀尚农温庄晏瞿习容向古易廖庾终居衡步耿匡国文寇广东欧沃利蔚越隆师巩厍聂晁勾敖融訾辛阚那简饶空曾沙养鞠须丰巢关游'
const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
const road =
  '(?:路|街|大道|巷|弄|胡同|小区|花园|家园|苑|村|公寓|大厦|广场|新城|里|庄|社区|镇|宿舍|府|湾|庭|园)'
const door = '(?:号楼|号院|栋|幢|座|单元|室|号|楼|层|房|弄|组)'

const finders: readonly Finder[] = [
  // Named as one it is one, also where a digit was mistyped.
  {
    kind: 'idcard',
    pattern: /(?:身份证|证件)(?:号码?)?(?:是|为|:|,| ){0,3}(?<it>[1-9]\d{16}[\dx])(?!\d)/gi,
  },
  {
    kind: 'bankcard',
    pattern:
      /(?:银行卡|储蓄卡|信用卡|卡号)(?:号码?)?(?:是|为|:|,| ){0,3}(?<it>[3-9]\d{15,18})(?!\d)/g,
  },
  {
    kind: 'phone',
    pattern:
      /(?<![\d-])(?:\(0\d{2,3}\)|0\d{2,3})[- ]?[2-9]\d{6,7}(?:[-转#]\d{1,6}|转分机\d{1,6})?(?!\d)/g,
  },
  {
    kind: 'wechat',
    pattern:
      /(?:微信|威信|薇信|vx|wx号?|v信|wechat|加v|加薇)(?:号|id|同号|账号)?(?:是|为|:|,| |加){0,3}(?<it>[a-z][a-z0-9_-]{4,19})(?![a-z0-9_-])/gi,
  },
  {
    kind: 'wechat',
    pattern: /(?<![a-z0-9_-])(?:wxid_[a-z0-9]{6,20}|wx_[a-z0-9_]{4,16})(?![a-z0-9_-])/gi,
  },
  {
    kind: 'qq',
    pattern: /(?:qq|扣扣|企鹅)(?:号码?|群)?(?:是|为|:|,| |加){0,3}(?<it>[1-9]\d{4,10})(?!\d)/gi,
  },
  {
    kind: 'ip',
    pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g,
    isReal: (found) => found.split('.').every((part) => Number(part) <= 255),
  },
  {
    kind: 'plate',
    pattern: new RegExp(`[${provinces}][A-HJ-NP-Z][·. ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])`, 'gi'),
    isReal: (found) => /\d/.test(found),
  },
  {
    kind: 'passport',
    pattern:
      /(?:护照|passport)(?:号码?|no\.?)?(?:是|为|:|,| ){0,3}(?<it>[a-z]{1,2}\d{7,8})(?![a-z0-9])/gi,
  },
  {
    kind: 'passport',
    pattern: /(?<![a-z0-9])(?:[EGPSD]\d{8}|E[A-HJ-NP-Z]\d{7})(?![a-z0-9])/g,
  },
  {
    kind: 'address',
    pattern: new RegExp(
      `[\\u4e00-\\u9fff]{2,20}${road}[\\u4e00-\\u9fff\\d]{0,6}?[\\da-zA-Z]{1,5}(?:-\\d{1,4}){0,3}${door}(?:[\\da-zA-Z]{1,5}(?:-\\d{1,4}){0,2}${door}?){0,4}`,
      'g',
    ),
  },
  {
    kind: 'name',
    pattern: new RegExp(
      `(?:我叫|我是叫|本人叫|姓名|户名|机主|联系人|收件人|收货人|户主|名字(?:叫|是)?)(?:是|为|叫|:|,| ){0,2}(?<it>[${surnames}][\\u4e00-\\u9fff]{1,2})(?=[,.;:!?、，。；\\s\\d(（电手身]|$)`,
      'g',
    ),
  },
]

/** Full-width letters, digits and marks as ASCII; one sign stays one sign, so offsets hold. */
function plainSigns(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  )
}

function foundBy({ kind, pattern, isReal }: Finder, plain: string): readonly PersonalSpan[] {
  return everyMatch(plain, pattern).flatMap((match) => {
    const found = match.groups?.['it'] ?? match[0]
    const start = match.index + match[0].length - found.length
    return isReal?.(found) === false ? [] : [{ kind, start, end: start + found.length }]
  })
}

/** All personal data of a text in order, never overlapping: of two the one that was found by its check digits. */
export function personalDataIn(text: string): readonly PersonalSpan[] {
  const plain = plainSigns(text)
  const kept: PersonalSpan[] = [...findPersonalData(text)]
  for (const finder of finders)
    for (const span of foundBy(finder, plain))
      if (!kept.some((other) => span.start < other.end && other.start < span.end)) kept.push(span)
  return kept.sort((a, b) => a.start - b.start)
}
