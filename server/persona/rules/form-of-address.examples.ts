import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const formal: LintContext = { persona: { name: '小桥', address: '您' } }
const friendly: LintContext = { persona: { name: '小桥', address: '你' } }
const vip: LintContext = { customer: { tier: 'vip', name: '沈女士' } }
const mini: LintContext = { persona: { name: '小微' }, brand: { products: ['伴你手表'] } }

export const examples: RuleExamples = {
  flagged: [
    { draft: '您好，你的订单今天发出。' },
    { draft: '请你放心，我们会联系您。' },
    { draft: '你好，过户要房产证，3个工作日办好。', context: formal },
    { draft: '谢谢你的反馈。', context: formal },
    { draft: '你先别急，师傅14:00到。', context: formal },
    { draft: '抱歉啊，你的手机9月5日修好，您再等等。', context: formal },
    { draft: '麻烦你把型号发来。', context: formal },
    { draft: '流量还剩5GB，够你用到月底。', context: formal },
    { draft: '您的建议很好，谢谢你！' },
    { draft: '给你添麻烦了，今天一定送到。', context: formal },
    { draft: '你的两份礼盒留好了。', context: vip },
    { draft: '礼盒6月20日到货，两份已经留好，到了再联系。', context: vip },
    { draft: '两份礼盒都在仓库里放着，不用担心没有货。', context: vip },
    { draft: '沈女士，你要的礼盒到了。', context: vip },
    { draft: '您好，流量还剩5GB。', context: friendly },
    { draft: '别急，我们帮您查，你先重启一下。', context: friendly },
    { draft: '你家小区明天检修。', context: mini },
    { draft: '手表适合你，您戴上试试。', context: mini },
    { draft: '亲，你的包裹到了哦。', context: mini },
    { draft: '祝你生活愉快！', context: formal },
  ],
  passing: [
    { draft: '您好，您的订单今天发出。', context: formal },
    { draft: '你好，你的订单今天发出。' },
    { draft: '迷你音箱有货，您要黑色还是白色？', context: formal },
    { draft: '您说“你们到底管不管”，我们管，今天14:00修好。', context: formal },
    { draft: '你们一家都可以用这个套餐，您是户主对吗？', context: formal },
    { draft: '参加#与你同行#活动，您可以领券。', context: formal },
    { draft: '#陪你过夏天# 您最想去哪里？', context: formal },
    { draft: '伴你手表支持防水，您游泳时也能戴。', context: mini },
    { draft: '已经退回，请查收。', context: formal },
    { draft: '沈女士，礼盒6月20日到货，两份已经留好。', context: vip },
    { draft: '礼盒6月20日到货，您的两份已经留好。', context: vip },
    { draft: '不客气！', context: vip },
    { draft: '沈女士您好，还没到，到了第一个告诉您。', context: vip },
    { draft: '你好，流量还剩5GB，够你用到月底。', context: friendly },
    { draft: '流量还剩5GB。', context: friendly },
    { draft: '谢谢你，祝你愉快。' },
    { draft: '大家好，今天21:00恢复供电。', context: formal },
    { draft: '抱歉让您久等，今天发。' },
    { draft: '', context: vip },
    { draft: '您看这样可以吗？', context: vip },
  ],
}
