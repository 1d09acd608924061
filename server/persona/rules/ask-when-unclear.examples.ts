import type { RuleExamples } from '../rule.ts'

const now = '2026-05-12T10:00:00+08:00'
const model = {
  now,
  ticket: {
    type: 'technical',
    required: [{ key: 'model', label: '路由器型号' }],
    facts: { light: '红灯' },
  },
} as const
const photo = {
  now,
  ticket: { type: 'aftersales', required: [{ key: 'photo', label: '破损照片' }] },
} as const
const order = {
  now,
  ticket: { type: 'aftersales', required: [{ key: 'order', label: '订单尾号' }], facts: {} },
} as const
const known = {
  now,
  ticket: {
    type: 'aftersales',
    required: [{ key: 'order', label: '订单尾号' }],
    facts: { order: '5678' },
  },
} as const

export const examples: RuleExamples = {
  flagged: [
    { draft: '重启一下就好了。', context: model },
    { draft: '路由器坏了，建议换新的。', context: model },
    { draft: '这是光信号丢失。', context: model },
    { draft: '您好，红灯是正常现象。', context: model },
    { draft: '已为您报修。', context: model },
    { draft: '固件太旧了，升级就行。', context: model },
    { draft: '我们会处理的。', context: model },
    { draft: '给您补发一件。', context: photo },
    { draft: '可以退款。', context: photo },
    { draft: '抱歉，快递摔坏的，赔您20元。', context: photo },
    { draft: '已登记，等通知。', context: photo },
    { draft: '破损不在保修范围。', context: photo },
    { draft: '我们补发，注意查收。', context: photo },
    { draft: '您好，退货走流程即可。', context: photo },
    { draft: '已经发货了。', context: order },
    { draft: '马上给您退。', context: order },
    { draft: '物流显示已签收。', context: order },
    { draft: '正在派送，今天能到。', context: order },
    { draft: '退款三天到账。', context: order },
    { draft: '已为您催件。', context: order },
    { draft: '仓库爆单，晚两天。', context: order },
  ],
  passing: [
    { draft: '请告诉我路由器型号，我来判断下一步。', context: model },
    { draft: '方便拍一下背面的型号吗？', context: model },
    { draft: '如果是X2型号，长按复位键10秒就好。', context: model },
    { draft: '假如指示灯还是红的，请把型号发给我。', context: model },
    { draft: '麻烦看下底部标签的型号。', context: model },
    { draft: '师傅明天10点上门排查，不用您准备别的。', context: model },
    { draft: '请拍张破损照片给我，补发还是退款听您的。', context: photo },
    { draft: '照片发来就行，今天补发。', context: photo },
    { draft: '麻烦您拍照，我好申请赔付。', context: photo },
    { draft: '方便传一张照片吗？', context: photo },
    { draft: '按您说的碎了两只来算，先给您补两只。', context: photo },
    { draft: '需要您提供破损处的照片。', context: photo },
    { draft: '请私信订单尾号，我查物流。', context: order },
    { draft: '您的订单尾号是多少？', context: order },
    { draft: '麻烦报一下尾号。', context: order },
    { draft: '要是今天付款的订单，明天发货。', context: order },
    { draft: '麻烦核对订单尾号后发给我。', context: order },
    { draft: '已经发货了，明天到。', context: known },
    { draft: '马上给您退，3天到账。', context: known },
    { draft: '已经发货了，明天到。' },
    { draft: '已为您催件。', context: { ticket: { type: 'aftersales' } } },
  ],
}
