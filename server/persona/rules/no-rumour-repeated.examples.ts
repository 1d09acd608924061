import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

function spread(
  claim: string,
  [words, fact]: readonly [readonly string[], string],
  asked?: string,
): LintContext {
  const rumours = [{ claim, words, fact }]
  return asked === undefined ? { rumours } : { rumours, inbound: [{ text: asked }] }
}
const price = spread(
  '微桥通信6月全面涨价',
  [['涨价', '提价'], '现有套餐价格不变'],
  '听说6月要涨价？',
)
const water = spread('自来水检出重金属', [['重金属'], '出厂水质每日检测，全部合格'])
const battery = spread('M3电池会爆炸', [['电池', '爆炸'], 'M3电池通过国家强制认证，无一起事故'])
const closing = spread('城东店月底关门', [['关门', '闭店'], '城东店正常营业'], '城东店要闭店了吗')
const fake = spread('平台卖的奶粉是假货', [['假奶粉'], '奶粉均由品牌方直供'])

const mobile: LintContext = {
  rumours: [
    {
      claim: '7月起取消老套餐',
      words: ['取消老套餐', '老套餐'],
      fact: '老套餐可继续使用，不强制更换',
    },
  ],
}
const supermarket: LintContext = {
  rumours: [
    {
      claim: '好邻超市的鸡蛋是人造的',
      words: ['人造鸡蛋', '假鸡蛋'],
      fact: '鸡蛋均来自备案养殖场，可扫码溯源',
    },
  ],
}
const marketplace: LintContext = {
  rumours: [
    {
      claim: '小集用户数据被卖',
      words: ['数据泄露', '卖数据'],
      fact: '用户信息加密保存，从未提供给第三方',
    },
  ],
}
const digital: LintContext = {
  rumours: [{ claim: 'M3用的是翻新屏', words: ['翻新屏'], fact: 'M3全部采用原厂新屏' }],
}
const powerGrid: LintContext = {
  rumours: [
    {
      claim: '全市要停水三天',
      words: ['停水三天', '停水'],
      fact: '仅河东片区5月12日22:00至次日5:00检修',
    },
  ],
}
const mall: LintContext = {
  rumours: [
    {
      claim: '云杉商城资金链断裂要倒闭',
      words: ['倒闭', '资金链'],
      fact: '公司经营正常，货款按期结算',
    },
  ],
}
const broadband: LintContext = {
  rumours: [
    { claim: '老用户将被强制升级5G', words: ['强制升级'], fact: '升级自愿，4G套餐继续提供' },
  ],
  inbound: [{ text: '防沉迷管得太宽了吧，家长自己不会管？你们怎么看' }],
}
const appliances: LintContext = {
  rumours: [
    { claim: '北辰空调含氟致癌', words: ['致癌', '含氟'], fact: '使用R32环保冷媒，通过国家检测' },
  ],
}
const refrigerant: LintContext = {
  rumours: [
    { claim: '北辰空调含氟致癌', words: ['致癌', '含氟'], fact: '使用R32环保冷媒，通过国家检测' },
  ],
  inbound: [{ text: '听说你家空调致癌，真的假的' }],
}
const grocery: LintContext = {
  rumours: [
    { claim: '青禾超市的牛奶含抗生素', words: ['抗生素'], fact: '每批牛奶均有检测合格报告' },
  ],
}
const carrier: LintContext = {
  rumours: [
    { claim: '手机号要收月租年费双重费用', words: ['双重收费'], fact: '只收套餐费，没有年费' },
  ],
}
const heating: LintContext = {
  rumours: [{ claim: '今年不供暖了', words: ['不供暖'], fact: '11月15日按时供暖' }],
  inbound: [{ text: '按面积收费太坑了，应该按流量！你们支持吗？' }],
}

export const examples: RuleExamples = {
  flagged: [
    { draft: '听说是要涨价，您要办就抓紧。', context: price },
    { draft: '是的，6月开始提价。', context: price },
    { draft: '涨价的事我们也刚听说，具体不清楚。', context: price },
    { draft: '确实有这回事，您做好准备。', context: price },
    { draft: '6月可能会涨价，建议现在续约。', context: price },
    { draft: '涨价不是谣言，您看新闻就知道。', context: price },
    { draft: '到时候难免涨价，大家都一样。', context: price },
    { draft: '涨 价前最后一周，欢迎办理。', context: price },
    { draft: '据说自来水里有重金属，您可以买个净水器。', context: water },
    { draft: '重金属问题我们会处理的，您先别喝。', context: water },
    { draft: '网上都在说重金属，您小心点好。', context: water },
    { draft: 'M3爆炸的情况很少，您别太担心。', context: battery },
    { draft: '爆炸的那台已经收回来了。', context: battery },
    { draft: '有爆炸风险，请您先停用。', context: battery },
    { draft: '城东店月底关门，您去城西吧。', context: closing },
    { draft: '闭店前全场五折，快来。', context: closing },
    { draft: '消息没错，您的卡可以去别的店用。', context: closing },
    { draft: '我们也看到闭店的传闻了，等总部通知。', context: closing },
    { draft: '假奶粉的商家我们罚过了，您放心买。', context: fake },
    { draft: '现在假奶粉太多，您要会辨认。', context: fake },
    { draft: '老套餐是要取消的，您早点换新的吧。', context: mobile },
    { draft: '人造鸡蛋的事我们也听说了，您可以退。', context: supermarket },
    { draft: '有顾客说吃到假鸡蛋，我们正在查供应商。', context: supermarket },
    { draft: '数据泄露可能是真的，您改下密码吧。', context: marketplace },
    { draft: '部分批次用了翻新屏，您可以来换。', context: digital },
    { draft: '全市停水三天，请提前储水。', context: powerGrid },
    { draft: '公司资金链确实有点紧，您的货款可能要等等。', context: mall },
    { draft: '倒闭不倒闭我们也不知道，您先把余额用掉。', context: mall },
    { draft: '下个月就要强制升级5G了，您提前办吧。', context: broadband },
    { draft: '老款确实含氟，您少用就行。', context: appliances },
    { draft: '致癌的是老型号，您买的新款没事。', context: refrigerant },
    { draft: '网上是这么说的，您自己判断吧。', context: refrigerant },
    { draft: '抗生素超标的那批已经下架了。', context: grocery },
    { draft: '双重收费是统一规定，我们也没办法。', context: carrier },
    { draft: '今年可能不供暖，您备个电暖器吧。', context: heating },
  ],
  passing: [
    { draft: '6月涨价是谣言，现有套餐价格不变。', context: price },
    { draft: '没有涨价这回事，您放心用。', context: price },
    { draft: '您好，现有套餐价格都不变，99元的畅享套餐照常办理。', context: price },
    { draft: '网上的涨价说法不属实，请以官网为准。', context: price },
    { draft: '我们不会涨价，您的合约按原价执行。', context: price },
    { draft: '您是在哪里看到涨价的消息呢？方便发个截图吗？', context: price },
    { draft: '是否涨价请以官方公告为准，有消息我告诉您。', context: price },
    { draft: '99元套餐每月30GB流量，合约期12个月。', context: price },
    { draft: '请别轻信涨价的传言，套餐还是老价格。', context: price },
    { draft: '自来水没有检出重金属，出厂水质每天检测，全部合格。', context: water },
    { draft: '重金属的说法是误传，水质报告在官网可以查。', context: water },
    { draft: '水质每日检测，全部合格，您放心喝。', context: water },
    { draft: 'M3电池容量5000毫安时，充满约50分钟。', context: battery },
    { draft: '电池可以到门店换，149元，1小时取机。', context: battery },
    { draft: '网传爆炸不实，M3电池通过国家强制认证，没有一起事故。', context: battery },
    { draft: '城东店不会关门，每天10:00到22:00正常营业。', context: closing },
    { draft: '闭店是假消息，欢迎您周末来逛。', context: closing },
    { draft: '城东店正常营业，停车免费2小时。', context: closing },
    { draft: '假奶粉的传闻是捏造的，奶粉都由品牌方直供。', context: fake },
    { draft: '听说要涨价了。' },
    { draft: '关于网传的涨价，我们正在核实，今天18:00前给您答复。', context: price },
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
    { draft: '不是真的，北辰空调使用R32环保冷媒，通过国家检测。', context: refrigerant },
    { draft: '您担心的情况不存在：冷媒是R32，检测报告在官网可查。', context: refrigerant },
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
  ],
}
