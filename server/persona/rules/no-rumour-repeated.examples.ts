import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

function spread(
  claim: string,
  [words, fact]: readonly [readonly string[], string],
  asked?: string,
): LintContext {
  const rumours = [{ claim, words, fact }]
  return asked === undefined ? { rumours } : { rumours, inbound: [{ text: asked }] }
}
const price = spread(
  '微桥通信6月全面涨价',
  [['涨价', '提价'], '现有套餐价格不变'],
  '听说6月要涨价？',
)
const water = spread('自来水检出重金属', [['重金属'], '出厂水质每日检测，全部合格'])
const battery = spread('M3电池会爆炸', [['电池', '爆炸'], 'M3电池通过国家强制认证，无一起事故'])
const closing = spread('城东店月底关门', [['关门', '闭店'], '城东店正常营业'], '城东店要闭店了吗')
const fake = spread('平台卖的奶粉是假货', [['假奶粉'], '奶粉均由品牌方直供'])

export const examples: RuleExamples = {
  flagged: [
    { draft: '听说是要涨价，您要办就抓紧。', context: price },
    { draft: '是的，6月开始提价。', context: price },
    { draft: '涨价的事我们也刚听说，具体不清楚。', context: price },
    { draft: '确实有这回事，您做好准备。', context: price },
    { draft: '6月可能会涨价，建议现在续约。', context: price },
    { draft: '涨价不是谣言，您看新闻就知道。', context: price },
    { draft: '到时候难免涨价，大家都一样。', context: price },
    { draft: '涨 价前最后一周，欢迎办理。', context: price },
    { draft: '据说自来水里有重金属，您可以买个净水器。', context: water },
    { draft: '重金属问题我们会处理的，您先别喝。', context: water },
    { draft: '网上都在说重金属，您小心点好。', context: water },
    { draft: 'M3爆炸的情况很少，您别太担心。', context: battery },
    { draft: '爆炸的那台已经收回来了。', context: battery },
    { draft: '有爆炸风险，请您先停用。', context: battery },
    { draft: '城东店月底关门，您去城西吧。', context: closing },
    { draft: '闭店前全场五折，快来。', context: closing },
    { draft: '消息没错，您的卡可以去别的店用。', context: closing },
    { draft: '我们也看到闭店的传闻了，等总部通知。', context: closing },
    { draft: '假奶粉的商家我们罚过了，您放心买。', context: fake },
    { draft: '现在假奶粉太多，您要会辨认。', context: fake },
  ],
  passing: [
    { draft: '6月涨价是谣言，现有套餐价格不变。', context: price },
    { draft: '没有涨价这回事，您放心用。', context: price },
    { draft: '您好，现有套餐价格都不变，99元的畅享套餐照常办理。', context: price },
    { draft: '网上的涨价说法不属实，请以官网为准。', context: price },
    { draft: '我们不会涨价，您的合约按原价执行。', context: price },
    { draft: '您是在哪里看到涨价的消息呢？方便发个截图吗？', context: price },
    { draft: '是否涨价请以官方公告为准，有消息我告诉您。', context: price },
    { draft: '99元套餐每月30GB流量，合约期12个月。', context: price },
    { draft: '请别轻信涨价的传言，套餐还是老价格。', context: price },
    { draft: '自来水没有检出重金属，出厂水质每天检测，全部合格。', context: water },
    { draft: '重金属的说法是误传，水质报告在官网可以查。', context: water },
    { draft: '水质每日检测，全部合格，您放心喝。', context: water },
    { draft: 'M3电池容量5000毫安时，充满约50分钟。', context: battery },
    { draft: '电池可以到门店换，149元，1小时取机。', context: battery },
    { draft: '网传爆炸不实，M3电池通过国家强制认证，没有一起事故。', context: battery },
    { draft: '城东店不会关门，每天10:00到22:00正常营业。', context: closing },
    { draft: '闭店是假消息，欢迎您周末来逛。', context: closing },
    { draft: '城东店正常营业，停车免费2小时。', context: closing },
    { draft: '假奶粉的传闻是捏造的，奶粉都由品牌方直供。', context: fake },
    { draft: '听说要涨价了。' },
    { draft: '关于网传的涨价，我们正在核实，今天18:00前给您答复。', context: price },
  ],
}
