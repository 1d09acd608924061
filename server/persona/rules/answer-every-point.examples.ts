import type { RuleExamples } from '../rule.ts'

const ask = (...texts: readonly string[]) => ({ inbound: texts.map((text) => ({ text })) })
const price = ask('这款空调多少钱？包安装吗？')
const ship = ask('什么时候发货？发什么快递')
const data = ask('59元套餐有多少流量？超出怎么收费？另外合约要签多久')
const hours = ask('营业厅几点下班？周日开门吗')
const exchange = ask('裤子买大了，能换小一码吗，来回邮费谁承担')
const invoice = ask('可以开发票吗？多久能收到')
const warranty = ask('耳机保修多长时间？进水了还管吗')
const water = ask('明天停水到几点？需要提前存水吗')
const move = ask('宽带移机要带什么证件，收不收费，几天能装好？')
const stock = ask('白色还有货吗')
const how = ask('路由器怎么改密码')
const two = ask('订单什么时候到', '还有，可以改地址吗')
const why = ask('为什么我的电费这个月多了这么多？能查一下吗')
const where = ask('你们杭州的售后点在哪里？周末上班吗')
const refund = ask('麻烦帮我退款，钱多久能到账？')
const angry = {
  ...ask('拖了一个星期了，到底什么时候退钱？'),
  customer: { mood: { polarity: 'negative', anger: 2 } },
} as const
const parcel = ask('我的包裹到哪了？')
const fridge = ask('冰箱哪天能送到？旧冰箱你们收不收？')
const vent = ask('你们还想不想做生意？到底有没有人管？')
const charge = ask('水泵到了没？这次修还收钱吗？')
const thanks = ask('收到了，谢谢')

export const examples: RuleExamples = {
  flagged: [
    { draft: '您好，这款空调2999元。', context: price },
    { draft: '包安装的，您放心。', context: price },
    { draft: '今天发货。', context: ship },
    { draft: '您好，59元套餐每月20GB流量，合约签12个月。', context: data },
    { draft: '您好，流量20GB。', context: data },
    { draft: '您好，营业厅17:30下班。', context: hours },
    { draft: '可以换小一码的，您寄回来就行。', context: exchange },
    { draft: '来回邮费我们承担。', context: exchange },
    { draft: '可以开发票的。', context: invoice },
    { draft: '您好，耳机保修一年。', context: warranty },
    { draft: '您好，明天停水到18:00。', context: water },
    { draft: '您好，宽带移机请带身份证，不收费。', context: move },
    { draft: '您好，移机免费，3个工作日装好。', context: move },
    { draft: '感谢您的咨询，我们会尽快处理。', context: stock },
    { draft: '请拨打客服热线咨询。', context: stock },
    { draft: '请看说明书。', context: how },
    { draft: '水泵22号到仓，师傅24号上门，请您留人在家。', context: charge },
    { draft: '您好，订单明天下午送到。', context: two },
    { draft: '您好，已收到您的反馈，稍后有专人联系您。', context: why },
    { draft: '杭州售后点在文三路88号。', context: where },
    { draft: '已为您提交退款申请。', context: refund },
    { draft: '抱歉让您久等，我们会尽快处理。', context: angry },
    { draft: '您好，您的问题已反馈相关部门，请耐心等待。', context: data },
    { draft: '亲，2999元，质量很好的，喜欢可以下单哦。', context: price },
    { draft: '您好，不知道。', context: how },
    { draft: '冰箱10号上午送到您家哦。', context: fridge },
    { draft: '亲，您的心情我们理解。', context: parcel },
  ],
  passing: [
    { draft: '水泵22号到仓，保修期内免费。', context: charge },
    { draft: '到了，这次修要付30元。', context: charge },
    { draft: '要等7天才退。', context: ask('钱啥时候退？') },
    { draft: '您好，这款空调2999元，包安装，还送两年保养。', context: price },
    { draft: '2999元，含安装，辅材另算。', context: price },
    { draft: '今天下午发货，发顺丰。', context: ship },
    { draft: '您好，59元套餐每月20GB，超出后5元1GB，合约期一年。', context: data },
    {
      draft: '您好，59元套餐：一、流量20GB；二、超出部分每GB收5元；三、合约期12个月。',
      context: data,
    },
    { draft: '您好，17:30下班，周日也开门，10:00到16:00。', context: hours },
    { draft: '营业厅每天9:00-17:30营业，周日不休息。', context: hours },
    { draft: '能换的，您寄回就行，来回邮费我们出。', context: exchange },
    { draft: '可以换小一码，运费由我们承担。', context: exchange },
    { draft: '可以的，下单时勾选发票，确认收货后3天内发到您的邮箱。', context: invoice },
    { draft: '耳机保修一年；进水属于人为损坏，可以付费维修，我帮您问报价。', context: warranty },
    { draft: '明天停到18:00，建议您提前存两桶水。', context: water },
    { draft: '带身份证就行，移机免费，3天内装好。', context: move },
    { draft: '白色还有12件，今天下单今天发。', context: stock },
    { draft: '白色暂时缺货，15日补货，到货我通知您。', context: stock },
    { draft: '打开App，点“我的设备”，选“修改密码”，按提示输入新密码就好。', context: how },
    { draft: '订单预计明天到；地址可以改，您把新地址私信我。', context: two },
    { draft: '明天下午送到，出库前都能改地址。', context: two },
    {
      draft: '查到您家6月用电420度，比5月多180度，主要是空调用得多。逐日明细我发您看。',
      context: why,
    },
    { draft: '您的问题我们正在核实，明天12:00前给您答复。', context: why },
    { draft: '文三路88号，周六周日9:00到17:00都有人。', context: where },
    { draft: '已为您提交退款，3个工作日到账。', context: refund },
    { draft: '请提供一下订单号，我帮您查物流和发票进度。', context: invoice },
    { draft: '抱歉让您等了一个星期，钱今天已退，24小时内到账。', context: angry },
    { draft: '实在抱歉，您的包裹我来跟到底。', context: vent },
    { draft: '不客气，有事随时找我。', context: thanks },
    { draft: '目前没有确切的到货时间，一有消息我先告诉您；快递默认发中通。', context: ship },
    { draft: '您好，欢迎光临，今天全场满减。' },
    { draft: '包裹今天派送。', context: parcel },
    { draft: '亲，已经在路上啦，预计明天能收到。', context: parcel },
    { draft: '您的快件刚从嘉兴仓发出哦', context: parcel },
    { draft: '您稍等，我查一下马上回您。', context: two },
    { draft: '2999元；安装我问下师傅，问好了告诉您。', context: price },
    { draft: '您家是哪个小区的？我看下当天的安排。', context: fridge },
    { draft: '为保护您的信息，请私信我们，给您逐项说明。', context: refund },
    { draft: '10号上午到，旧的我们一起拉走，不收钱。', context: fridge },
    { draft: '恢复时间还在抢，一有准信就在这里告诉您。', context: water },
  ],
}
