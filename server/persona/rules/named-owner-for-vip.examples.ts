import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const vip: LintContext = { customer: { tier: 'vip' }, persona: { name: '小集' } }
const owned: LintContext = { customer: { tier: 'vip' }, ticket: { facts: { owner: '配送组李工' } } }

export const examples: RuleExamples = {
  flagged: [
    '礼盒还没到货，到了通知您。',
    '礼盒6月20日到，2份留好了。',
    '您好，礼盒6月22日到货，两份给您留着。',
    '沈女士，订单今天发出。',
    '宽带明天9:30上门检修。',
    '抱歉让您久等，退款三天到账。',
    '您的手机9月5日修好，届时短信通知。',
    '沙发14:00送到，请留意电话。',
    '停电21:00恢复，给您添麻烦了。',
    '账单已核对，多收的38元退回原账户。',
    '请在App里提交申请，审核要一天。',
    '已登记，有结果会通知。',
    '新款20日到店，欢迎选购。',
    '水表复核明天15:00出结果。',
    '这个问题技术部门在查。',
    '换电池149元，一小时可取。',
    '您好，包裹在路上了，预计明天到。',
    '套餐下月1日生效。',
    '安装改到明天10点，费用全免。',
    '请拨打10099查询进度。',
  ].map((draft) => ({ draft, context: vip })),
  passing: [
    ...[
      '沈女士，礼盒到货当天由我小集亲自寄出。',
      '到了我小集第一个告诉您。',
      '我是小集，您直接回我这条消息就行。',
      '您的两份我亲手留着。',
      '您的专属顾问明天10点给您回电。',
      '这件事我来跟进，今晚给您结果。',
      '随时找我，我一直在。',
      '由李经理全程跟进，今天17:00前联系您。',
      '有事找小集。',
      '不客气，祝您用得开心。',
      '谢谢您的认可！',
      '我会盯着物流，有变化马上告诉您。',
      '客户经理已接手，明早9点给您方案。',
      '我帮您约了明天10点。',
    ].map((draft) => ({ draft, context: vip })),
    { draft: '配送组李工明天9:30到。', context: owned },
    { draft: '礼盒20日到。', context: { customer: { tier: 'standard' } } },
    { draft: '礼盒20日到。', context: { customer: {} } },
    { draft: '礼盒20日到。' },
    { draft: '礼盒上新啦', context: { ...vip, proactive: true } },
    { draft: '您的夸奖收到啦', context: { ...vip, ticket: { type: 'praise' } } },
    { draft: '小 集 在呢', context: { customer: { tier: 'standard' } } },
  ],
}
