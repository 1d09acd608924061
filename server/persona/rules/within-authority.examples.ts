import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const context: LintContext = {
  now: '2026-05-12T10:20:00+08:00',
  authority: {
    compensationYuan: 50,
    refundYuan: 200,
    discountPercent: 10,
    fastestHours: { reply: 1, repair: 4, refund: 24, delivery: 24 },
  },
}
const nothing: LintContext = { ...context, authority: { compensationYuan: 0, refundYuan: 0 } }

export const examples: RuleExamples = {
  flagged: [
    ...[
      '给您补偿100元红包，您看行吗？',
      '另补偿您500元话费。',
      '沙发14:00送到，赔您500元误工费。',
      '全额退您260元，不用寄回。',
      '水费我先退您500元，复核再说。',
      '现在办给您打七折。',
      '现在下单给您打五折，44.5元！',
      '给您优惠20%。',
      '宽带今天12:00前一定修好。',
      '今天中午12点前就能送到您手里。',
      '退您38元，今天就到账。',
      '一小时内恢复供电。',
      '10分钟内给您答复。',
      '请假费用我们全包，您说多少就多少，抱歉。',
      '送您一张80元优惠券。',
      '给您减免全部维修费800元。',
      '补偿您四十元红包，再加二十元券。',
      '退款秒到账。',
      '半小时就修好。',
      '赔 您 ３００ 元，马上打给您。',
      '给您免单，别生气。',
      '下午2点来电，我们保证。',
      '给您直接便宜15%。',
    ].map((draft) => ({ draft, context })),
    ...['我们给您补偿，请放心。', '给您全额退款。', '赔您10元红包。'].map((draft) => ({
      draft,
      context: nothing,
    })),
  ],
  passing: [
    ...[
      '给您补偿50元红包，您看行吗？',
      '退您200元，3个工作日到账。',
      '给您打九折，要的话我来登记。',
      '宽带今天14:20前恢复。',
      '24小时内到账。',
      '明天18:00送到您家。',
      '一小时内给您答复。',
      '补偿您30元，另送20元券。',
      '补偿30元红包或40元话费券，您选。',
      '我帮您申请300元补偿，要主管审批。',
      '按规则补偿，最高500元。',
      '您要求的500元补偿，我转达主管。',
      '不能给您补偿500元，抱歉。',
      '手机原价3999元，现在有货。',
      '师傅今天11:00上门检测。',
      '退款今天提交，3个工作日到账。',
      '已退您260元，请查收。',
      '今天发货，后天到。',
      '请您今天11:00前提供照片。',
      '您说“赔我500元”，我们理解您的心情。',
      '99元套餐含30GB流量。',
      '尽快给您修好。',
      '如果12点前没恢复，请告诉我。',
    ].map((draft) => ({ draft, context })),
    { draft: '补偿您500元，今天11:00修好，打五折。' },
    { draft: '补偿您500元。', context: { authority: { refundYuan: 10 } } },
    { draft: '退您500元。', context: { authority: { compensationYuan: 10 } } },
    {
      draft: '会员日全场八折。',
      context: { ...context, ticket: { facts: { event: '会员日8折' } } },
    },
    {
      draft: '停电超过24小时，补偿您80元电费。',
      context: { ...context, wording: [{ id: 'w', topic: '停电', text: '停电超24小时补偿80元' }] },
    },
    { draft: '今天11:00修好。', context: { authority: { fastestHours: { repair: 4 } } } },
    { draft: '我们会跟进补偿的事，明天10:00答复您。', context: nothing },
  ],
}
