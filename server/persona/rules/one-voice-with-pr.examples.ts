import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

function onlyPr(id: string, words: readonly string[], asked?: string): LintContext {
  const topics = [{ id, words, verdict: 'pr' as const }]
  return asked === undefined ? { topics } : { topics, inbound: [{ text: asked }] }
}
const launch = onlyPr('新机', ['M5', '新机'], 'M5什么时候出？会不会涨价')
const merger = onlyPr('并购', ['并购', '收购'])
const layoffs = onlyPr('裁员', ['裁员'], '听说你们在裁员？')
const spokesman = onlyPr('代言人', ['代言人', '代言'])
const recall = onlyPr('召回', ['召回'])
const lawsuit = onlyPr('诉讼', ['诉讼', '官司'])

const mobile: LintContext = { topics: [{ id: '混改', words: ['混改', '股权'], verdict: 'pr' }] }
const supermarket: LintContext = {
  topics: [{ id: '食品安全事件', words: ['过期肉', '食安事件'], verdict: 'pr' }],
}
const marketplace: LintContext = { topics: [{ id: '上市', words: ['上市', 'IPO'], verdict: 'pr' }] }
const digital: LintContext = {
  topics: [{ id: '折叠屏', words: ['折叠屏', 'Fold'], verdict: 'pr' }],
}
const powerGrid: LintContext = {
  topics: [{ id: '事故调查', words: ['爆燃', '事故'], verdict: 'pr' }],
}
const mall: LintContext = {
  topics: [{ id: '数据安全事件', words: ['数据安全事件', '数据安全'], verdict: 'pr' }],
}
const broadband: LintContext = {
  topics: [{ id: '高管调查', words: ['高管调查', '董事长'], verdict: 'pr' }],
  inbound: [{ text: '防沉迷管得太宽了吧，家长自己不会管？你们怎么看' }],
}
const appliances: LintContext = {
  topics: [{ id: '涨薪罢工', words: ['涨薪罢工', '罢工'], verdict: 'pr' }],
}
const newModel: LintContext = {
  topics: [{ id: '新品X9', words: ['新品X9', 'X9'], verdict: 'pr' }],
  inbound: [{ text: 'X9多少钱？啥时候上？' }],
}
const grocery: LintContext = {
  topics: [{ id: '供应商丑闻', words: ['供应商丑闻', '丑闻', '供应商'], verdict: 'pr' }],
}
const carrier: LintContext = {
  topics: [{ id: '董事会改组', words: ['董事会改组', '董事会'], verdict: 'pr' }],
}
const heating: LintContext = {
  topics: [{ id: '管网事故', words: ['管网事故', '管网爆裂'], verdict: 'pr' }],
  inbound: [{ text: '按面积收费太坑了，应该按流量！你们支持吗？' }],
}
const camera: LintContext = {
  topics: [{ id: 'Z7', words: ['Z7', 'Z7'], verdict: 'pr' }],
  inbound: [{ text: 'Z7啥时候出，跟Z6差多少' }],
}

export const examples: RuleExamples = {
  flagged: [
    { draft: 'M5预计9月发布，价格和上一代差不多。', context: launch },
    { draft: '悄悄告诉您，M5有三个颜色。', context: launch },
    { draft: '9月发布，起售价大概3999。', context: launch },
    { draft: 'M5不会涨价的，您放心。', context: launch },
    { draft: '新机的拍照绝对惊艳，官方公告很快出。', context: launch },
    { draft: '关于M5，下个月就能买到了。', context: launch },
    { draft: 'M 5的续航比M4长。', context: launch },
    { draft: '收购已经谈妥，客户权益不受影响。', context: merger },
    { draft: '网上说的并购都是谣言。', context: merger },
    { draft: '我们没有并购计划。', context: merger },
    { draft: '并购以后套餐会更便宜。', context: merger },
    { draft: '我们没有裁员，只是正常的人员调整。', context: layoffs },
    { draft: '是真的，上周走了一批人。', context: layoffs },
    { draft: '裁员只涉及外包同事。', context: layoffs },
    { draft: '代言人已经解约了，您可以放心购买。', context: spokesman },
    { draft: '代言人的事是他的个人行为，和我们无关。', context: spokesman },
    { draft: '您这一批不在召回范围内。', context: recall },
    { draft: '抱歉让您担心，召回是因为电池有隐患。', context: recall },
    { draft: '官司我们一定会赢。', context: lawsuit },
    { draft: '这起诉讼是对方恶意碰瓷，详情看官方声明。', context: lawsuit },
    { draft: '至于诉讼，法院还没开庭，我们很有信心。', context: lawsuit },
    { draft: '感谢关注，M5确实比上一代强。', context: launch },
    { draft: '混改对套餐没有影响。', context: mobile },
    { draft: '股权的事已经定了，年底落地。', context: mobile },
    { draft: '过期肉是个别员工操作失误，已经开除了。', context: supermarket },
    { draft: '食安事件我们没有责任，是供应商的问题。', context: supermarket },
    { draft: '我们明年就上市啦，记得买股票。', context: marketplace },
    { draft: '折叠屏在做了，今年应该能见到。', context: digital },
    { draft: '我们不会出折叠屏，您别等了。', context: digital },
    { draft: '事故是用户私接管道造成的。', context: powerGrid },
    { draft: '爆燃原因初步查明是阀门老化。', context: powerGrid },
    { draft: 'Fold的价格大概8999。', context: digital },
    { draft: '数据安全的事我们已经解决了，黑客也抓到了。', context: mall },
    { draft: '这次数据安全事件没有影响到您。', context: mall },
    { draft: '董事长被查和我们业务没关系。', context: broadband },
    { draft: '董事长只是配合调查，很快就回来。', context: broadband },
    { draft: '罢工的人不多，不影响发货。', context: appliances },
    { draft: '罢工是假的，车间都在正常生产。', context: appliances },
    { draft: '大概5月底，5999起。', context: newModel },
    { draft: '听内部同事说X9要到秋天。', context: newModel },
    { draft: 'X9比上一代省电三成。', context: newModel },
    { draft: '那家供应商我们已经换掉了。', context: grocery },
    { draft: '董事会改组不会影响您的套餐。', context: carrier },
    { draft: '管网爆裂是第三方施工挖断的。', context: heating },
    { draft: 'Z7下半年出，画质提升很多，建议再等等。', context: camera },
    { draft: '新款年底上市，价格会贵一千左右。', context: camera },
  ],
  passing: [
    { draft: '谢谢您的期待，M5的消息请以官方公告为准。', context: launch },
    { draft: 'M5目前没有可以透露的信息，请留意官方微博。', context: launch },
    { draft: '小微也很期待新机，一有公告就来告诉您。', context: launch },
    { draft: '您最期待新机的哪方面？我们转达给产品同事。', context: launch },
    { draft: '关于M5，请关注官网公告。M4现在有货，要不要先看看？', context: launch },
    { draft: '您对M5的建议已经记下，会转给产品团队，谢谢。', context: launch },
    { draft: '您好，M4电池5000毫安时，充满约50分钟。', context: launch },
    { draft: '并购的情况我们不便评论，请以公司公告为准。', context: merger },
    { draft: '您问的收购，官网有说明，请您查阅。', context: merger },
    { draft: '您的套餐仍按合同执行，每月99元。', context: merger },
    { draft: '感谢您的关心，裁员相关的问题请以官方通报为准。', context: layoffs },
    { draft: '您的退款不受影响，今天18:00前到账。', context: layoffs },
    { draft: '代言人的话题请看官方声明。您的订单今天发出。', context: spokesman },
    { draft: '抱歉，代言的事我们这边没有收到通知，无法答复。', context: spokesman },
    { draft: '召回的批次和办理方式，请看官方公告里的说明。', context: recall },
    { draft: '请不要轻信网上关于召回的传言，以官网公告为准。', context: recall },
    { draft: '您的担心我们理解，诉讼进展请关注官方声明。', context: lawsuit },
    { draft: '官司的事我们不做回应，您的维修9月5日完成。', context: lawsuit },
    { draft: 'M50充电器有货，39元。', context: launch },
    { draft: '并购下月完成。' },
    { draft: '新机发布会的直播入口会在官方微博公布，敬请关注。', context: launch },
    { draft: '理解您想早点知道M5的价格，公布后小微第一时间告诉您。', context: launch },
    { draft: '您从极光电信转来，号码保留，带身份证到厅里办，约30分钟。', context: mobile },
    { draft: '极光电信的宽带故障请拨打他们的客服，我们这边无法查询。', context: mobile },
    { draft: '抱歉信号差影响了您，基站今天14:00修好。', context: mobile },
    { draft: '小区基站的检测报告可以在营业厅查看，辐射值由环保部门公布。', context: mobile },
    {
      draft: '理解您对辐射的担心，检测数据以环保部门公示为准，需要的话我帮您约现场检测。',
      context: mobile,
    },
    { draft: '您的老套餐可继续使用，不强制更换，放心。', context: mobile },
    { draft: '股权相关的信息请关注公司公告。', context: mobile },
    { draft: '99元畅享套餐每月30GB，合约12个月。', context: mobile },
    { draft: '塑料袋每个0.3元，您也可以自带袋子。', context: supermarket },
    { draft: '限塑的规定由政府发布，店里提供纸袋，每个1元。', context: supermarket },
    { draft: '抱歉收银员没有提前说塑料袋收费，0.3元已退回。', context: supermarket },
    {
      draft: '鸡蛋都来自备案养殖场，扫包装上的码就能溯源，网上说的人造鸡蛋不是真的。',
      context: supermarket,
    },
    { draft: '过期肉一事请以官方通报为准，您手里的商品可以到店退货。', context: supermarket },
    { draft: '惠佳超市的购物卡在我们这里不能用，抱歉。', context: supermarket },
    { draft: '邻里优选是另一家公司，您的订单需要联系他们查询。', context: supermarket },
    { draft: '您符合仅退款的条件，已经提交，29元今天到账。', context: marketplace },
    { draft: '仅退款需要上传照片，审核24小时内完成。', context: marketplace },
    { draft: '您的信息加密保存，从未提供给第三方，数据泄露的说法不实。', context: marketplace },
    { draft: '鲸选的价格我们不清楚，小集这款89元，7天内降价可以补差。', context: marketplace },
    { draft: '国产芯片和进口芯片的参数都在详情页，您可以对比后选择。', context: digital },
    { draft: '折叠屏目前没有可以公布的消息，请留意官方微博。', context: digital },
    { draft: 'T1平板不支持折叠，屏幕是11英寸。', context: digital },
    { draft: 'M3全部采用原厂新屏，翻新屏是误传。', context: digital },
    { draft: '从蓝鲸电脑导出通讯录后，在T1平板登录就能同步。', context: digital },
    { draft: '智能电表可以申请校验，三天内上门，合格的话不收费用。', context: powerGrid },
    { draft: '觉得电表走得快的话，可以申请校验，明天上午师傅上门。', context: powerGrid },
    { draft: '事故情况请以官方通报为准，您家的供气今天20:00恢复。', context: powerGrid },
    { draft: '没有停水三天，只有河东片区5月12日22:00至次日5:00检修。', context: powerGrid },
    { draft: '河东片区5月12日22:00停水检修，次日5:00恢复，请提前储水。', context: powerGrid },
    { draft: '绿能电力的用户请在他们的App缴费，转错的钱我们帮您退回。', context: powerGrid },
    { draft: '您的包裹由飞鸟快递承运，单号私信您，预计明天到。', context: mall },
    { draft: '飞鸟快递显示地址不详，麻烦您补充门牌，我们帮您改派。', context: mall },
    { draft: '抱歉，飞鸟快递把您的包裹送错了驿站，我们已联系他们今天送回。', context: mall },
    { draft: '骑手送餐时间以App显示为准，超时会自动赔付。', context: mall },
    { draft: '抱歉骑手迟到了，8元超时赔付已到账。', context: mall },
    { draft: '公司经营正常，货款按期结算，请您放心。', context: mall },
    { draft: '倒闭是谣言，货款每周五照常结算。', context: mall },
    { draft: '海星宽带的光猫不能在我们网络上用，师傅会带一台免费的。', context: broadband },
    { draft: '孩子的上网时长可以在App里设置，需要的话我教您。', context: broadband },
    { draft: '理解您的想法，规定由主管部门制定，我们能帮您的是设置家长模式。', context: broadband },
    { draft: '升级自愿，4G套餐继续提供，不会强制升级。', context: broadband },
    { draft: '防沉迷的规则以游戏公司公布为准，我们这边可以帮您查流量。', context: broadband },
    { draft: '东越空调的遥控器和我们的不通用，您可以配一个万能遥控。', context: appliances },
    { draft: '旧空调是东越的也可以折价，师傅上门时一起拆走。', context: appliances },
    { draft: '冰箱放中药没问题，请密封好，中医馆代煎的袋装药放冷藏室。', context: appliances },
    { draft: '北辰空调用R32环保冷媒，通过国家检测，致癌的说法不属实。', context: appliances },
    { draft: '二胎家庭用420升的冰箱比较合适，三门四门都有。', context: appliances },
    { draft: '您的订单5月14日发货，不受影响。', context: appliances },
    { draft: 'X9还没公布，请留意官方公告，有消息我第一时间说。', context: newModel },
    { draft: '谢谢您惦记，X9的价格请等官方发布，现在X8有货。', context: newModel },
    { draft: 'X9暂时没有信息可以分享，您对现款有疑问也可以问小北。', context: newModel },
    { draft: '您的包裹由顺达快运派送，今天17:00前到，取件码已短信发您。', context: grocery },
    { draft: '抱歉，顺达快运的面单打错了，我们已补发新单号。', context: grocery },
    { draft: '乐买家的优惠券在我们店不能使用，您可以用青禾卡的积分抵扣。', context: grocery },
    { draft: '吃素的话可以选三楼的素食专柜，今天有新到的豆制品。', context: grocery },
    { draft: '供应商的情况请以公司公告为准，您手里的商品可以原价退。', context: grocery },
    { draft: '每批牛奶都有检测合格报告，扫码就能看，抗生素的说法不是真的。', context: grocery },
    { draft: '差价5元已退，乐买家的活动价我们没法同步，抱歉。', context: grocery },
    { draft: '从云霄移动携入需要先结清话费，合约没到期的请先咨询他们的客服。', context: carrier },
    { draft: '根据实名制的规定，补卡需要本人带身份证，约10分钟办好。', context: carrier },
    {
      draft: '2G退网的时间以公告为准，您可以免费换4G老人机，我们帮老人家设置好。',
      context: carrier,
    },
    { draft: '只收套餐费，没有年费，双重收费是误会，抱歉之前没说清。', context: carrier },
    { draft: '您的担心有道理，实名信息只用于开户核验，不会对外提供。', context: carrier },
    { draft: '董事会的消息请看公司公告，您的套餐有问题随时找小桥。', context: carrier },
    {
      draft:
        '理解您觉得按面积收费不合理，收费办法由发改委制定，我们可以帮您申请温度检测，不达标按天退费。',
      context: heating,
    },
    {
      draft: '您的意见已经转给主管部门。您家今天室温18.5度，师傅明天9:00上门调试。',
      context: heating,
    },
    { draft: '抱歉，您家温度没达标，按规定退三天的费用，共86元。', context: heating },
    { draft: '11月15日按时供暖，不供暖的传言请别相信。', context: heating },
    { draft: '光华热力负责河西，您的地址归他们管，电话在他们公众号上。', context: heating },
    { draft: '管网抢修的进展请看官方公告，应急供水点在小区东门。', context: heating },
    { draft: 'Z7的消息请以官方公告为准，Z6目前有现货，以旧换新可抵500元。', context: camera },
    { draft: 'Z6和极星相机的镜头卡口不同，转接环可以用，自动对焦会慢一些。', context: camera },
    { draft: '您的极星相机也可以折价，成色好的最高抵1200元。', context: camera },
    { draft: '感谢期待！Z7有了消息会在官网公布，小镜也等着呢。', context: camera },
    { draft: '我们的App没有AI换脸功能，美颜可以在设置里关。', context: camera },
  ],
}
