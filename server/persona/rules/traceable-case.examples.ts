import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const asked: LintContext = {
  ticket: { serviceNo: 'FW260512031' },
  policy: { serviceNoInFirstReply: true },
  brand: { hosts: ['weiqiao.example'] },
}
const later: LintContext = { ...asked, earlier: [{ from: 'brand', text: '您好，已为您报修。' }] }
const customerOnly: LintContext = { ...asked, earlier: [{ from: 'customer', text: '宽带断了' }] }

export const examples: RuleExamples = {
  flagged: [
    ...[
      '抱歉让您久等，已为您报修，明天9:30上门。',
      '您好，退款三天到账',
      '对不起，礼物晚了，今天发货。 ^A17',
      '沙发14:00送到。',
      '服务编号稍后给您。',
      '编号FW260512030可以查询。',
      '请看 https://other.example/FW1',
      '抱歉停电给您添麻烦，21:00恢复。',
      '您的账单我查过了，多收的38元今天退。',
      '水表明天复核，结果给您打电话。',
      '😀',
      '已登记！',
      '这个问题我来跟进，今晚18:00前答复您。',
      '请先断电重启路由器，再看看灯。',
      '您好，城东店10:00开门。',
      '窗帘退款365元已提交，4月13日到账。',
      '谢谢您的耐心~',
      'M3换电池149元，门店一小时可取。',
    ].map((draft) => ({ draft, context: asked })),
    ...['师傅明天9:30上门。', '已为您加急。', '今天14:00前恢复5G。'].map((draft) => ({
      draft,
      context: customerOnly,
    })),
  ],
  passing: [
    ...[
      '已为您报修，服务编号FW260512031。',
      '凭ＦＷ２６０５１２０３１可查进度。',
      '凭fw-2605-12031可查进度。',
      '编号：FW 260512031',
      '进度见 https://weiqiao.example/s/1',
      '进度见 help.weiqiao.example',
      '您的服务编号是FW260512031，报号就能查。 ^A17',
    ].map((draft) => ({ draft, context: asked })),
    ...['明天9:30上门。', '还在修，今晚恢复。', '退款已到账。', '收到，谢谢。'].map((draft) => ({
      draft,
      context: later,
    })),
    { draft: '已为您报修。' },
    { draft: '已为您报修。', context: { ticket: { serviceNo: 'FW1' } } },
    { draft: '已为您报修。', context: { policy: { serviceNoInFirstReply: true } } },
    {
      draft: '已为您报修。',
      context: { ticket: { serviceNo: 'FW1' }, policy: { serviceNoInFirstReply: false } },
    },
    { draft: '夏日活动开始啦', context: { ...asked, proactive: true } },
    {
      draft: '已为您报修。',
      context: { ticket: { serviceNo: ' ' }, policy: { serviceNoInFirstReply: true } },
    },
    { draft: '没有编号也没有政策时不提示。', context: { ticket: {}, policy: {} } },
    { draft: '', context: {} },
    { draft: '您好', context: { ...later, brand: {} } },
  ],
}
