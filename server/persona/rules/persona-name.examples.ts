import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const bridge: LintContext = { persona: { name: '小桥' } }
const byName: LintContext = { persona: { name: '小集', selfReference: '小集' } }
const byI: LintContext = { persona: { name: '小微', selfReference: '我' } }
const courier: LintContext = {
  persona: { name: '小桥' },
  earlier: [{ from: 'customer', text: '上次是小魏来装的' }],
}

export const examples: RuleExamples = {
  flagged: [
    { draft: '您好，我是小微，马上为您查询流量。', context: bridge },
    { draft: '小编这就帮您查一下。', context: bridge },
    { draft: '有问题随时私信小编哦。', context: bridge },
    { draft: '这里是客服小明，请问有什么可以帮您？', context: bridge },
    { draft: '小美为您服务，套餐已经改好了。', context: bridge },
    { draft: '抱歉让您久等。小编给您加急处理。', context: bridge },
    { draft: '我叫小蓝，您的宽带由我跟进。', context: bridge },
    { draft: '小 编帮您催一下。', context: bridge },
    { draft: '我马上帮您改地址。', context: byName },
    { draft: '抱歉，我的疏忽，43码今天补发。', context: byName },
    { draft: '您把照片发我，小集来处理。', context: byName },
    { draft: '请告诉我订单尾号。', context: byName },
    { draft: '我来跟进，小集18:00前回复您。', context: byName },
    { draft: '有事找我就行。', context: byName },
    { draft: '小微已经查到了，您的手机明天寄出。', context: byI },
    { draft: '请把型号告诉小微，我来查。', context: byI },
    { draft: '不客气，这是小微该做的。', context: byI },
    { draft: '小微和我都在等公告。', context: byI },
    { draft: '联系小编领取配件券。', context: byI },
    { draft: '我是小居，床的检测约在12日。', context: byI },
  ],
  passing: [
    { draft: '您好，我是小桥，马上为您查询流量。', context: bridge },
    { draft: '小桥这就帮您查一下。', context: bridge },
    { draft: '我们已经派人抢修，小桥14:00前回复您。', context: bridge },
    { draft: '小区的光缆明天修好，小桥会告诉您。', context: bridge },
    { draft: '小王给您送过去，他今天在附近。', context: bridge },
    { draft: '小哥会给您打电话，请保持畅通。', context: bridge },
    { draft: '小票给您补寄一份，明天到。', context: bridge },
    { draft: '小魏给您装得不满意，我们换一位师傅。', context: courier },
    { draft: '抱歉让您久等，今天14:00修好。', context: bridge },
    { draft: '万一没到，您找小桥，我给您申请补偿。', context: bridge },
    { draft: '我是小编，给您查一下。' },
    { draft: '小集马上帮您改地址。', context: byName },
    { draft: '小集和我们的仓库同事确认过，43码有货。', context: byName },
    { draft: '我们的疏忽，43码今天补发。', context: byName },
    { draft: '自我介绍一下，这里是小集。', context: byName },
    { draft: '我司发票三天内开出，小集发您邮箱。', context: byName },
    { draft: '我马上查，您的手机明天寄出。', context: byI },
    { draft: '您好，我是小微，请问型号是多少？', context: byI },
    { draft: '我们收到了，9月5日修好。', context: byI },
    { draft: '小程序里点“我的订单”就能看到。', context: byI },
    { draft: '您在评论里@小微 就能找到我。', context: byI },
  ],
}
