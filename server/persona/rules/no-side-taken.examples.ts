import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

function about(id: string, words: readonly string[], asked?: string): LintContext {
  const topics = [{ id, words, verdict: 'hold' as const }]
  return asked === undefined ? { topics } : { topics, inbound: [{ text: asked }] }
}
const tariff = about('阶梯电价', ['阶梯电价', '阶梯'], '阶梯电价合理吗？你们支持取消吗')
const porting = about('携号转网', ['携号转网'])
const overtime = about('996', ['996', '加班文化'])
const gmo = about('转基因', ['转基因'])
const surgery = about('整容', ['整容', '医美'])
const dowry = about('彩礼', ['彩礼'])
const smoking = about('室内禁烟', ['室内禁烟', '禁烟'])
const fur = about('皮草', ['皮草'])

const mobile: LintContext = {
  topics: [{ id: '基站辐射', words: ['基站辐射', '辐射'], verdict: 'hold' }],
}
const antenna: LintContext = {
  topics: [{ id: '基站辐射', words: ['基站辐射', '辐射'], verdict: 'hold' }],
  inbound: [{ text: '基站辐射会致癌吧？为什么建在我们小区' }],
}
const supermarket: LintContext = {
  topics: [{ id: '塑料袋收费', words: ['塑料袋收费', '限塑'], verdict: 'hold' }],
}
const marketplace: LintContext = { topics: [{ id: '仅退款', words: ['仅退款'], verdict: 'hold' }] }
const digital: LintContext = {
  topics: [{ id: '国产替代', words: ['国产芯片', '国产替代'], verdict: 'hold' }],
}
const powerGrid: LintContext = {
  topics: [{ id: '智能电表', words: ['智能电表', '电表走得快'], verdict: 'hold' }],
}
const mall: LintContext = {
  topics: [{ id: '外卖骑手', words: ['外卖骑手', '骑手'], verdict: 'hold' }],
}
const broadband: LintContext = {
  topics: [
    { id: '5G辐射', words: ['5G辐射', '5G有害'], verdict: 'hold' },
    { id: '未成年人上网限制', words: ['未成年人上网限制', '防沉迷', '限玩令'], verdict: 'hold' },
  ],
  inbound: [{ text: '防沉迷管得太宽了吧，家长自己不会管？你们怎么看' }],
}
const appliances: LintContext = {
  topics: [
    { id: '中医', words: ['中医', '中医'], verdict: 'hold' },
    { id: '女性生育', words: ['女性生育', '生育', '二胎'], verdict: 'hold' },
  ],
}
const grocery: LintContext = {
  topics: [{ id: '素食', words: ['素食', '素食主义', '吃素'], verdict: 'hold' }],
}
const carrier: LintContext = {
  topics: [
    { id: '实名制', words: ['实名制', '实名制'], verdict: 'hold' },
    { id: '老人机停产', words: ['老人机停产', '2G退网'], verdict: 'hold' },
  ],
}
const heating: LintContext = {
  topics: [{ id: '按面积收费', words: ['按面积收费', '按面积收费', '按户收费'], verdict: 'hold' }],
  inbound: [{ text: '按面积收费太坑了，应该按流量！你们支持吗？' }],
}
const camera: LintContext = {
  topics: [{ id: 'AI换脸', words: ['AI换脸', 'AI换脸'], verdict: 'hold' }],
  inbound: [{ text: 'Z7啥时候出，跟Z6差多少' }],
}

export const examples: RuleExamples = {
  flagged: [
    { draft: '我们坚决支持阶梯电价，用得多就该多付。', context: tariff },
    { draft: '阶梯电价本来就不合理，早该取消了。', context: tariff },
    { draft: '确实不公平，我们也希望取消。', context: tariff },
    { draft: '反对阶梯电价的人都是没算过账。', context: tariff },
    { draft: '举双手赞成！', context: tariff },
    { draft: '携号转网是好政策，限制的人就是心虚。', context: porting },
    { draft: '我们反对携号转网，老用户就应该留下。', context: porting },
    { draft: '996是剥削，我们绝不认同。', context: overtime },
    { draft: '年轻人多拼一拼，996没什么不好，是福报。', context: overtime },
    { draft: '加班文化早就该废除了，您说得对。', context: overtime },
    { draft: '转基因完全安全，反对的都是不懂科学。', context: gmo },
    { draft: '我们不认同转基因，大家都应该抵制。', context: gmo },
    { draft: '整容没有必要，自然才是美。', context: surgery },
    { draft: '医美很正常，质疑的人就是嫉妒。', context: surgery },
    { draft: '彩礼是陋习，我们支持零彩礼。', context: dowry },
    { draft: '关于彩礼，我们站在女方这边。', context: dowry },
    { draft: '室内禁烟利国利民，小桥力挺。', context: smoking },
    { draft: '禁烟太一刀切了，不近人情。', context: smoking },
    { draft: '穿皮草太残忍了，我们谴责这种行为。', context: fur },
    { draft: '皮草这事，凭什么不让穿？', context: fur },
    { draft: '携 号 转 网就是变相抢客户，我们不赞成。', context: porting },
    { draft: '您关心的996，我们的态度很明确：反对到底。', context: overtime },
    { draft: '抱歉让您有疑问。说到阶梯电价，我们认为它很科学、很公平。', context: tariff },
    { draft: '基站辐射根本没有危害，害怕的人都是被忽悠了。', context: mobile },
    { draft: '辐射那点剂量比吹风机还小，闹的人太无知。', context: mobile },
    { draft: '确实有害，我们也不赞成建在小区里。', context: antenna },
    { draft: '支持您，这种站就不该建。', context: antenna },
    { draft: '塑料袋收费我们双手支持，环保人人有责。', context: supermarket },
    { draft: '限塑就是形式主义，没用的。', context: supermarket },
    { draft: '仅退款就是纵容羊毛党，应该取消。', context: marketplace },
    { draft: '我们觉得仅退款对商家太不公平了。', context: marketplace },
    { draft: '国产芯片还是不行，跟国外差太远。', context: digital },
    { draft: '国产替代是大趋势，不支持的都是崇洋媚外。', context: digital },
    { draft: '智能电表绝对没问题，说走得快的都是心理作用。', context: powerGrid },
    { draft: '智能电表确实坑，老表准多了，小明也这么觉得。', context: powerGrid },
    { draft: '骑手闯红灯就该重罚，没什么好同情的。', context: mall },
    { draft: '我们站骑手这边，平台太黑心。', context: mall },
    { draft: '限玩令早该出了，我们举双手赞成。', context: broadband },
    { draft: '您说得对，确实管得太宽了，家长自己管就行。', context: broadband },
    { draft: '防沉迷是为孩子好，反对的家长不负责任。', context: broadband },
    { draft: '5G有害就是伪科学，别被带节奏。', context: broadband },
    { draft: '中医博大精深，黑中医的都是数典忘祖。', context: appliances },
    { draft: '中医就是安慰剂，没有科学依据。', context: appliances },
    { draft: '二胎还是要生的，一个孩子太孤单。', context: appliances },
    { draft: '生育是女人的责任，我们支持多生。', context: appliances },
    { draft: '吃素更健康，我们提倡素食主义。', context: grocery },
    { draft: '素食主义就是矫情，人本来就该吃肉。', context: grocery },
    { draft: '实名制很有必要，我们全力拥护。', context: carrier },
    { draft: '2G退网是对老人的不尊重，我们也不赞成。', context: carrier },
    { draft: '支持！按面积收费早该改了。', context: heating },
    { draft: '按面积收费是最公平的方式，闹的人都是想占便宜。', context: heating },
    { draft: 'AI换脸就该全面禁止。', context: camera },
    { draft: '要彩礼没毛病。', context: dowry },
    { draft: '现在的彩礼就是卖女儿。', context: dowry },
    { draft: '天价彩礼该管管了。', context: dowry },
  ],
  passing: [
    { draft: '阶梯电价的标准由物价部门公布，您家这个月在第二档，每度0.59元。', context: tariff },
    { draft: '理解您的顾虑。您的用电量可以在App里查，需要的话我帮您算一笔账。', context: tariff },
    { draft: '阶梯电价是否合理我们不评价，能做的是帮您核对抄表读数。', context: tariff },
    { draft: '您的疑问很合理，抱歉没先说明。明天12:00前给您复核结果。', context: tariff },
    { draft: '有人支持有人反对，我们尊重不同的看法，具体以政府公告为准。', context: tariff },
    { draft: '合理安排用电时段，阶梯电价下也能省一些。', context: tariff },
    { draft: '我们支持携号转网，您带身份证到营业厅办理，当天生效。', context: porting },
    { draft: '携号转网的办理条件可以发短信查询，合约期内需要先解约。', context: porting },
    { draft: '感谢您一直支持我们，携号转网的流程已发到您的私信。', context: porting },
    {
      draft: '996的讨论我们看到了，我们更想先帮您把退款办好，今天18:00前到账。',
      context: overtime,
    },
    { draft: '关于转基因，产品原料都写在包装背面，您可以按需要选择。', context: gmo },
    { draft: '本品不含转基因原料，检测报告可以在官网查。', context: gmo },
    { draft: '做过医美的皮肤先问医生，再决定要不要用。', context: surgery },
    { draft: '整容的话题我们不讨论，面霜的成分表这就发您。', context: surgery },
    { draft: '婚庆套餐不包含彩礼，含布置、摄影和主持，共8800元。', context: dowry },
    { draft: '彩礼怎么定是两家人的事，我们帮您把场地布置好。', context: dowry },
    { draft: '门店按规定室内禁烟，抽烟区在东门外，谢谢配合。', context: smoking },
    { draft: '皮草清洗请选干洗，水洗会掉毛。', context: fur },
    { draft: '如果您觉得收费不合理，可以申请复核，3天内答复。', context: tariff },
    { draft: '我们坚决反对加班费打折，抱歉让您误会了。' },
    { draft: '抱歉，师傅迟到很不应该，今天15:00一定到。', context: porting },
    { draft: '支持7天无理由退货，请放心下单。', context: fur },
    { draft: '您从极光电信转来，号码保留，带身份证到厅里办，约30分钟。', context: mobile },
    { draft: '极光电信的宽带故障请拨打他们的客服，我们这边无法查询。', context: mobile },
    { draft: '抱歉信号差影响了您，基站今天14:00修好。', context: mobile },
    { draft: '小区基站的检测报告可以在营业厅查看，辐射值由环保部门公布。', context: mobile },
    {
      draft: '理解您对辐射的担心，检测数据以环保部门公示为准，需要的话我帮您约现场检测。',
      context: mobile,
    },
    {
      draft: '您的担心我们听到了。检测由环保部门做，报告公开可查，我这就把链接发您。',
      context: antenna,
    },
    {
      draft: '抱歉建站前没有跟大家说清楚，5月14日19:00在社区有说明会，欢迎来问。',
      context: antenna,
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
    { draft: '彩礼的事大家看法不同，我们不评论，您的订单今天发出。', context: dowry },
  ],
}
