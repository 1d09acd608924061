import { describe, expect, it } from 'vitest'
import { claimsIn } from './claims.ts'

// Written out once more, so that a term that falls out of the lists is missed here.
const ranks = (
  '国家级 世界级 宇宙级 全球级 最高级 最佳 最优 最优质 顶级 顶尖 顶配级 极品 绝品 ' +
  '神品 至尊 至臻 巅峰 登峰造极 天花板级 绝无仅有 独一无二 史无前例 前无古人 空前绝后 ' +
  '举世无双 天下无双 盖世无双 无与伦比 无可比拟 无可匹敌 无人能及 无人能敌 无敌 所向披靡 ' +
  '秒杀同行 遥遥领先 全球领先 世界领先 国际领先 全国领先 行业领先 业界领先 国内领先 ' +
  '领导品牌 领袖品牌 第一品牌 头号品牌 王牌产品 冠军品牌 销量冠军 销冠 全国第一 世界第一 ' +
  '全球第一 全网第一 行业第一 业界第一 同行第一 国内第一 中国第一 亚洲第一 全市第一 ' +
  '全省第一 销量第一 口碑第一 品质第一 性价比第一 排名第一 销售额第一 天下第一 ' +
  '绝对第一 没有之一 no.1 top1 全网最低价 全国最低价 史上最低价 历史最低价 ' +
  '底价冠军 击穿底价 全网独家 全国独家 行业独家 全球独家 全国首家 全球首家 行业首家 ' +
  '首家首创 全国唯一 全网唯一 行业唯一 世界唯一 唯一一款 万能 包治百病 永不磨损 ' +
  '百分百有效 百分之百有效 100%有效 百分百安全 百分之百安全 100%安全 100%治愈 ' +
  '百分百不过敏 100%不过敏 零副作用 无任何副作用 绝对安全 绝对有效 绝对环保 绝对可靠 ' +
  '绝对稳定 绝对正宗 绝对不会坏 绝不会坏 永远不坏 填补国内空白 特供 专供领导 国宴专用 ' +
  '国家免检 免检产品 驰名 极致 完美无缺 完美无瑕 无懈可击 举世闻名 誉满全球 独步天下 ' +
  '傲视群雄 唯我独尊 史诗级 殿堂级 祖传秘方 首屈一指 一骑绝尘 碾压同行 吊打同行'
).split(' ')
const praise = (
  '好 棒 强 强大 优 优秀 优质 佳 牛 顶 赞 高端 高级 高品质 先进 领先 专业 权威 ' +
  '可靠 稳定 稳 安全 环保 健康 干净 纯净 天然 有效 高效 管用 灵 便宜 低价 实惠 ' +
  '划算 超值 省电 省钱 节能 耐用 结实 轻 轻薄 薄 流畅 清晰 清楚 快 舒服 舒适 美 ' +
  '漂亮 好看 好吃 好喝 好用 好玩 时尚 受欢迎 畅销 火 热销 值得信赖 值得买 完美 科学 ' +
  '智能 周到 完善 全面 豪华 奢华 正宗 新鲜 强劲 给力 良心 透气 静音 广'
).split(' ')

describe('claimsIn', () => {
  it.each(ranks)('finds the claim of rank %s about our own goods', (term) => {
    const text = `我们的产品${term}`
    const found = claimsIn(text, {})
    expect(found.length).toBeGreaterThan(0)
    expect(claimsIn(text.replace(term, '不错'), {})).toEqual([])
  })

  it.each(praise)('finds 最%s about our own goods and lets the word alone pass', (word) => {
    expect(claimsIn(`我们的产品是全国最${word}的`, {}).length).toBeGreaterThan(0)
    expect(claimsIn(`我们的产品很${word}`, {})).toEqual([])
  })

  it('knows about 120 terms of rank, each of them once', () => {
    expect(new Set(ranks).size).toBe(ranks.length)
    expect(ranks.length).toBeGreaterThanOrEqual(120)
  })

  it('lets a superlative about somebody else’s goods pass', () => {
    expect(claimsIn('市面上最便宜的充电器有风险。', {})).toEqual([])
    expect(claimsIn('别家说自己全网第一，您可以对比。', {})).toEqual([])
  })

  it('takes every superlative of an own post or a pre-sales answer for a claim', () => {
    expect(claimsIn('全网最有效的防晒！', { proactive: true })).toHaveLength(1)
    expect(claimsIn('全网最有效的防晒！', { ticket: { type: 'presales' } })).toHaveLength(1)
    expect(claimsIn('全网最有效的防晒！', {})).toEqual([])
  })
})
