import type { RuleExamples } from '../rule.ts'

const mood = (polarity: 'negative' | 'neutral' | 'positive', anger: 0 | 1 | 2 | 3) => ({
  customer: { mood: { polarity, anger } },
})
const upset = mood('negative', 1)
const angry = mood('negative', 3)
const afraid = mood('negative', 0)
const calm = mood('neutral', 0)
const crisis = {
  ...angry,
  crisis: { on: true, locked: ['涉及批次已下架，可全额退款，详情见官方公告。'] },
} as const

export const examples: RuleExamples = {
  flagged: [
    { draft: '基站断电，14:00恢复。', context: angry },
    { draft: '您好，多出的38元是彩铃费。', context: upset },
    { draft: '请提供订单号，我们核实。', context: angry },
    { draft: '感谢您的反馈，我们会尽快处理。', context: upset },
    { draft: '感谢您的理解与支持，请耐心等待。', context: angry },
    { draft: '系统升级中，敬请谅解。', context: upset },
    { draft: '您好，退款走原路，3个工作日到账。', context: upset },
    { draft: '水费没有抄错，用多少收多少。', context: upset },
    { draft: '师傅今天排满了，明天10点上门。', context: angry },
    { draft: '停电请拨打95598。', context: angry },
    { draft: '我们不会为这种事道歉，规定就是这样。', context: angry },
    { draft: '急什么，下午就到。', context: angry },
    { draft: '您别急，谁还没等过人呢。', context: angry },
    { draft: '您好，这属于正常现象，重启即可。', context: upset },
    { draft: '凭什么要我们道歉？', context: angry },
    { draft: '按合同约定，违约金200元。', context: angry },
    { draft: '快递显示已签收，您再找找。', context: upset },
    { draft: '王女士您好！套餐4月3日生效。费用38元。抱歉没提前说明。', context: upset },
    { draft: '好的，已为您登记。', context: angry },
    { draft: '我们也很委屈，客服每天很忙。', context: angry },
    { draft: '请理解我们的难处。', context: angry },
    { draft: '检测结果明天出。结果出来通知您。', context: afraid },
    { draft: '电表没有问题，建议您节约用电。', context: upset },
    { draft: '您有什么好生气的，换新就是了。', context: angry },
    { draft: '不影响您使用，放心。', context: upset },
  ],
  passing: [
    { draft: '抱歉让您久等，沙发今天14:00送到。', context: angry },
    { draft: '实在对不起，师傅迟到了一小时，费用全免。', context: angry },
    { draft: '让您白跑一趟，真过意不去，我现在就给您约明天的号。', context: upset },
    { draft: '您的心情我特别理解，这笔费用我马上查。', context: upset },
    { draft: '换谁遇到都会生气，我来跟到底。', context: angry },
    { draft: '给您添麻烦了，18:00前恢复供水。', context: upset },
    { draft: '您批评得对，我们回复得太慢。', context: angry },
    { draft: '是我们没做好，今天就给您换新。', context: angry },
    { draft: '停水一整天，做饭洗澡都不方便，您受累了。', context: upset },
    { draft: '别怕，先关总阀、开窗，到楼道等，师傅16:50到。', context: afraid },
    { draft: '看得出您很着急，快件我已经催到站点，今晚送到。', context: upset },
    { draft: '您好！非常抱歉，快递丢失给您造成损失，今天补发。', context: upset },
    { draft: '张先生，您好。我是小桥。对不起，耽误您出门了，师傅9点到。', context: upset },
    { draft: '不好意思，这次确实晚了，运费退给您。', context: upset },
    { draft: '听到孩子因此没睡好，我们也很难过，检测师傅明天到。', context: upset },
    { draft: '您的委屈我们都听到了，明天12:00前给您结果。', context: angry },
    { draft: '耽误您一上午，我们愿意承担这次误工。', context: upset },
    { draft: '收到碎杯子一定很扫兴，今天给您补发一套。', context: upset },
    { draft: '辛苦您跑了三趟，这次我盯着办完。', context: upset },
    { draft: '这次是我们食言了，今晚一定送到。', context: angry },
    { draft: '包裹今天发出。', context: calm },
    { draft: '包裹今天发出，预计后天到。' },
    { draft: '涉及批次已下架，可全额退款，详情见官方公告。', context: crisis },
    { draft: '深表歉意，已暂停收费。', context: angry },
    { draft: '被多扣了钱，谁都会不舒服。38元今天退回。', context: upset },
    { draft: '您说得有道理，这条规定不合理，我已反馈修改。', context: upset },
    { draft: '这么热的天没电，老人孩子太难熬了，21:00前送电。', context: angry },
  ],
}
