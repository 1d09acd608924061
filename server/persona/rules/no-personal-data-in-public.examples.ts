import type { RuleExamples } from '../rule.ts'

const inPrivate = { channel: { kind: 'wechat', visibility: 'private' } } as const

export const examples: RuleExamples = {
  flagged: [
    { draft: '您好，已按13812345678为您登记。' },
    { draft: '您的电话 138-1234-5678 我们记下了。' },
    { draft: '请确认１３９１２３４５６７８是您本人在用吗？' },
    { draft: '证件11010519491231002X已核对通过。' },
    { draft: '退款将回到卡 6222 0212 3456 7890 128。' },
    { draft: '结果会发到 someone@example.com。' },
    { draft: '请拨 +8613812345678 与师傅联系。' },
    { draft: '号码13812\u200b345678已恢复服务。' },
    { draft: '您的手机号13812345678', context: inPrivate },
  ],
  passing: [
    { draft: '您好，订单20260311152000123456已发货。' },
    { draft: '请拨打客服热线10086。' },
    { draft: '手机号138****5678已登记。' },
    { draft: '尾号5678的号码已恢复。' },
    { draft: '价格是1999.00元，活动到2026-12-31。' },
    { draft: '请私信告诉我们联系方式，谢谢。' },
    { draft: '型号 MX-20260311-8899 有现货。' },
    {
      draft: '服务专线13800138000为您服务',
      context: { brand: { servicePhones: ['138-0013-8000'] } },
    },
  ],
}
