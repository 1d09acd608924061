import type { RuleExamples } from '../rule.ts'

const ask = (text: string) => ({ inbound: [{ text }] })
const router = ask('路由器半夜老是掉线，孩子网课都断了')
const sofa = ask('沙发面料起球很严重，才用了两个月')
const bill = ask('电费怎么突然翻倍，是不是抄表抄错了')
const fridge = ask('冰箱噪音特别吵，晚上睡不着')
const parcel = ask('包裹显示签收了可是没收到')
const warm = {
  ...ask('师傅特别细心，安装完还打扫卫生'),
  customer: { mood: { polarity: 'positive', anger: 0 } },
} as const

export const examples: RuleExamples = {
  flagged: [
    { draft: '您好，我们已经知悉，会尽快处理。', context: router },
    { draft: '感谢您的支持，祝您生活愉快。', context: sofa },
    { draft: '稍后会有专员与您联系。', context: bill },
    { draft: '您好，请提供您的手机号。', context: fridge },
    { draft: '感谢反馈，我们将持续改进。', context: parcel },
    { draft: '您好，工作人员稍后联系您。', context: router },
    { draft: '已转交相关部门。', context: sofa },
    { draft: '请拨打客服热线。', context: bill },
    { draft: '请稍等，正在核实。', context: fridge },
    { draft: '您好，请私信我们。', context: parcel },
    { draft: '我们高度重视，会认真对待。', context: router },
    { draft: '非常抱歉，会尽快处理。', context: sofa },
    { draft: '很抱歉，请稍等。', context: bill },
    { draft: '收到，这边跟进。', context: fridge },
    { draft: '您好，已备注。', context: parcel },
    { draft: '非常抱歉，正在处理。', context: router },
    { draft: '请您放心，会妥善解决。', context: bill },
    { draft: '祝您生活愉快。', context: fridge },
    { draft: '欢迎选购新品。', context: sofa },
    { draft: '您好，请耐心等待。', context: parcel },
    { draft: '我们会及时回访。', context: fridge },
    { draft: '谢谢关注，请留意公告。', context: sofa },
  ],
  passing: [
    { draft: '路由器掉线影响孩子网课了，抱歉，师傅今晚来看。', context: router },
    { draft: '网课断线很耽误事，今天19:00师傅上门检查线路。', context: router },
    { draft: '半夜掉线可能和重启计划有关，我来远程看一下日志。', context: router },
    { draft: '断线的时间您记得吗？我对照日志查。', context: router },
    { draft: '沙发起球给您添堵了，质保期内免费换面料。', context: sofa },
    { draft: '两个月就起球，确实不该，我约师傅上门取样。', context: sofa },
    { draft: '面料问题我们收到照片后当天答复。', context: sofa },
    { draft: '电费翻倍换谁都会着急，明天15:00前复核读数。', context: bill },
    { draft: '抄表员明天再核一次，若抄错马上退差额。', context: bill },
    { draft: '本月用电420度，上月210度，明细发您。', context: bill },
    { draft: '噪音大影响您休息，抱歉，师傅明天来测。', context: fridge },
    { draft: '冰箱底脚调平后噪音会小，我教您。', context: fridge },
    { draft: '晚上吵得睡不着太难受了，我给您加急约师傅。', context: fridge },
    { draft: '签收记录是驿站代收，我问到了取件码。', context: parcel },
    { draft: '没收到包裹真抱歉，我联系快递员核实。', context: parcel },
    { draft: '快件放在门卫处，您看一下；没有的话我补发。', context: parcel },
    { draft: '谢谢您的夸奖，我会转告他！', context: warm },
    { draft: '能让您满意就好。', context: warm },
    { draft: '感谢您的反馈，祝您愉快。' },
    { draft: '不客气，随时找我。', context: { inbound: [{ text: '好的谢谢' }] } },
    { draft: '换谁都会担心，我这就查。', context: bill },
  ],
}
