import type { RuleExamples } from '../rule.ts'

const long = {
  inbound: [
    {
      text: '我上个月在你们店里买的洗衣机，安装那天师傅迟到两个小时，装完之后第一次用就漏水，我打电话报修说三天内上门，结果等了五天没人来，后来又打电话，客服说没有登记。现在地板都泡坏了，楼下邻居也来找我，说天花板渗水要我负责。我自己先垫了三百块请人堵上，可是机器还是不能用，家里攒了一堆衣服，只能送去洗衣店，又花了一百多。我想知道什么时候能派人来修，地板怎么赔，洗衣店的钱谁出，实在修不好能不能直接换一台新的给我。',
    },
  ],
}
const many = {
  inbound: [
    {
      text: '快递晚了三天才到，打开盒子发现少了一个配件，说明书也是坏的看不清，打客服电话一直不通。什么时候能补寄配件？说明书能不能发电子版？延误的运费退不退给我？还有客服电话到底怎么打才有人接？',
    },
  ],
}
const short = { inbound: [{ text: '什么时候发货？' }] }

export const examples: RuleExamples = {
  flagged: [
    { draft: '抱歉，我们会尽快处理。', context: long },
    { draft: '明天上门。', context: long },
    { draft: '可以换新，已登记。', context: long },
    { draft: '很抱歉给您添麻烦了，稍后联系您。', context: long },
    { draft: '好的，收到。', context: long },
    { draft: '请提供订单号。', context: long },
    { draft: '我们赔给您。', context: long },
    { draft: '师傅明天10点到。', context: long },
    { draft: '抱歉，是我们的失误。', context: long },
    { draft: '非常抱歉，给您补偿50元。', context: long },
    { draft: '已经反馈，请等待。', context: long },
    { draft: '抱歉，明天寄。', context: many },
    { draft: '已补寄，注意查收。', context: many },
    { draft: '请稍等。', context: many },
    { draft: '好的，这就办。', context: many },
    { draft: '抱歉让您久等。', context: many },
    { draft: '已登记，明天回复。', context: many },
    { draft: '给您退。', context: many },
    { draft: '收到您的消息，会处理。', context: many },
    { draft: '请加急处理了，放心。', context: many },
    { draft: '我们会改进。', context: many },
  ],
  passing: [
    {
      draft:
        '您反映的有三件事：洗衣机漏水、地板泡坏、洗衣店花费。师傅明天10点上门，修不好就换新；后两项凭票据赔付。',
      context: long,
    },
    { draft: '关于您说的漏水和误工，我逐一答复：1.明天10点上门；2.地板凭票赔付。', context: long },
    {
      draft: '洗衣机漏水还泡了地板，抱歉。师傅明天10点上门，修不好换新，洗衣店的钱凭小票给您报。',
      context: long,
    },
    { draft: '您提到的几点都记下了，今天18:00前逐条答复。', context: long },
    { draft: '总结一下：漏水、地板、洗衣费三项，明天一并处理。', context: long },
    { draft: '首先，师傅明天到；其次，地板损失凭票赔付。', context: long },
    { draft: '一、明天10点上门；二、修不好换新。', context: long },
    { draft: '您的四个问题：上门、赔付、洗衣费、换新，明天10点当面解决。', context: long },
    { draft: '您遇到的情况我看完了，三项都负责。', context: long },
    { draft: '洗衣机我们换新，地板请师傅修好，费用不用您出。', context: long },
    {
      draft: '您说的四点：配件今天补寄，说明书电子版发您邮箱，运费退您，客服加了线路。',
      context: many,
    },
    { draft: '配件今天补寄，说明书电子版马上发，运费12元退回。', context: many },
    { draft: '您反馈的配件、说明书、运费、电话，分别答复如下：……', context: many },
    { draft: '关于您的四个问题，逐一说明：配件今天寄出，其余今晚办好。', context: many },
    { draft: '第一，配件今天寄；第二，说明书发电子版；第三，运费退您。', context: many },
    { draft: '延误和少配件是两件事，都给您处理：配件今天寄，运费退回。', context: many },
    { draft: '今天发货。', context: short },
    { draft: '明天上午发。', context: short },
    { draft: '已经发出了。', context: short },
    { draft: '今天发货。' },
    { draft: '好的，收到。' },
  ],
}
