export type QuantityKind = 'money' | 'length' | 'data' | 'percent' | 'discount' | 'count'

interface Unit {
  readonly kind: QuantityKind
  /** How many base units one of it is: yuan, minutes, MB, percent, tenths of the price. */
  readonly factor: number
}

const day = 1440
const year = 365 * day

/** Units in lower case as they follow a number; everything else counted is in `countUnits`. */
export const measures: Readonly<Record<string, Unit>> = {
  元钱: { kind: 'money', factor: 1 },
  元: { kind: 'money', factor: 1 },
  圆: { kind: 'money', factor: 1 },
  块钱: { kind: 'money', factor: 1 },
  块: { kind: 'money', factor: 1 },
  rmb: { kind: 'money', factor: 1 },
  万元: { kind: 'money', factor: 10_000 },
  角钱: { kind: 'money', factor: 0.1 },
  角: { kind: 'money', factor: 0.1 },
  毛钱: { kind: 'money', factor: 0.1 },
  毛: { kind: 'money', factor: 0.1 },
  秒钟: { kind: 'length', factor: 1 / 60 },
  秒: { kind: 'length', factor: 1 / 60 },
  分钟: { kind: 'length', factor: 1 },
  刻钟: { kind: 'length', factor: 15 },
  小时: { kind: 'length', factor: 60 },
  个小时: { kind: 'length', factor: 60 },
  个钟头: { kind: 'length', factor: 60 },
  钟头: { kind: 'length', factor: 60 },
  天: { kind: 'length', factor: day },
  自然日: { kind: 'length', factor: day },
  个自然日: { kind: 'length', factor: day },
  个工作日: { kind: 'length', factor: day },
  工作日: { kind: 'length', factor: day },
  日: { kind: 'length', factor: day },
  周: { kind: 'length', factor: 7 * day },
  个星期: { kind: 'length', factor: 7 * day },
  星期: { kind: 'length', factor: 7 * day },
  个礼拜: { kind: 'length', factor: 7 * day },
  个月: { kind: 'length', factor: year / 12 },
  年: { kind: 'length', factor: year },
  tb: { kind: 'data', factor: 1_048_576 },
  gb: { kind: 'data', factor: 1024 },
  g: { kind: 'data', factor: 1024 },
  mb: { kind: 'data', factor: 1 },
  兆: { kind: 'data', factor: 1 },
  m: { kind: 'data', factor: 1 },
  '%': { kind: 'percent', factor: 1 },
  折: { kind: 'discount', factor: 1 },
}

/** Units of counted things, which are equal only with themselves. */
export const countUnits =
  '毫升 ml 公斤 千克 kg 斤 克 平方米 平米 厘米 cm 毫米 mm 公里 km 英寸 米 寸 度 吨 升 码 千瓦时 千瓦 瓦 毫安 mah 版本 积分 分 分贝 倍 期 层 个 件 台 部 双 份 盒 支 瓶 袋 箱 包 张 条 套 次 位 人 级 股 根 片 粒 颗 把 枚 场 项 户 组 顿 趟 只 家 节 hz 赫兹 帧 微瓦'.split(
    ' ',
  )
