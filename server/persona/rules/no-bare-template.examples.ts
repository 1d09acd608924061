import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const hours = '您好，感谢您的咨询，我们的营业时间为每天10:00至22:00，欢迎光临。'
const refund =
  '您好，您的退款申请已收到，我们会在3个工作日内审核，审核通过后款项将原路退回，请您耐心等待。'
const outage = '尊敬的用户，您所在区域正在检修，预计今晚恢复供电，给您带来不便敬请谅解。'
const repair = '您好，{{姓名}}，您的设备已送达维修中心，工程师检测后会与您联系，请保持电话畅通。'

const context: LintContext = {
  macros: [hours, refund, outage, repair].map((text, index) => ({ id: `m${String(index)}`, text })),
  customer: { name: '王女士' },
  inbound: [{ text: '城东店周末几点开门？有停车位吗，订单20260418的窗帘想退' }],
  ticket: { serviceNo: 'FW260418', facts: { shop: '城东店', fee: '365元' } },
  brand: { places: ['东风路'] },
}
const bare: LintContext = { macros: [{ id: 'm1', text: refund }] }

export const examples: RuleExamples = {
  flagged: [
    { draft: hours, context },
    { draft: refund, context },
    { draft: outage, context },
    { draft: repair, context },
    { draft: repair.replace('{{姓名}}，', ''), context },
    { draft: hours.replace('您好，', ''), context },
    { draft: hours.replace(/，/g, ' '), context },
    { draft: `${hours}^A17`, context },
    { draft: hours.replace('欢迎光临', '欢迎您光临'), context },
    { draft: refund.replace('请您耐心等待', '请耐心等待'), context },
    { draft: refund.replace('您好，', '王女士您好，'), context },
    { draft: `${outage}谢谢`, context },
    { draft: outage.replace('尊敬的用户', '王女士'), context },
    { draft: repair.replace('{{姓名}}', '王女士'), context },
    { draft: ` ${refund}\n`, context },
    { draft: refund, context: bare },
    { draft: refund.replace('审核通过后', '通过后'), context: bare },
    { draft: refund.replace('3个', '３个'), context: bare },
    { draft: `${refund}谢谢`, context: bare },
    { draft: refund.split('').join('\u200b'), context: bare },
  ],
  passing: [
    { draft: refund.replace('您好，', '王女士您好，城东店的窗帘'), context },
    { draft: repair.replace('{{姓名}}', '王女士').replace('设备', '窗帘'), context },
    { draft: outage.replace('尊敬的用户', '王女士').replace('区域', '东风路'), context },
    { draft: refund.replace('款项', '365元').replace('您好', '王女士好'), context },
    { draft: refund.replace('退款申请', '订单20260418窗帘退款申请'), context },
    { draft: '王女士，城东店周末10:00开门，停车免费2小时。', context },
    { draft: '城东店10:00到22:00营业，地下有停车位，窗帘带来就能退。', context },
    { draft: '365元的退款今天提交，3个工作日内到账。', context },
    { draft: '您好，已收到。', context },
    { draft: '抱歉停电影响您，21:00恢复。', context },
    { draft: '师傅检测后我给您打电话，王女士。', context },
    { draft: '好的，谢谢。', context },
    { draft: '', context },
    { draft: refund },
    { draft: hours },
    { draft: '您的退款我看到了，今天18:00前审核完。', context: bare },
    { draft: '退款原路退回，预计3个工作日。', context: bare },
    { draft: '审核需要3个工作日，到账后我告诉您。', context: bare },
    { draft: '营业时间每天10:00到22:00，周末不变。', context },
    { draft: '您的窗帘已经到维修中心，换好轨道就寄回。', context },
  ],
}
