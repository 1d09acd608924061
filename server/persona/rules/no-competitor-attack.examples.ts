import type { LintContext } from '../context.ts'
import type { RuleExamples } from '../rule.ts'

const shop: LintContext = { competitors: ['大市集', '优购网'], brand: { name: '小集' } }
const phone: LintContext = {
  competitors: ['星辰手机'],
  brand: { name: '微桥数码', products: ['M3', 'T1平板'] },
}
const telecom: LintContext = { competitors: ['蓝海通信'], brand: { name: '微桥通信' } }
const home: LintContext = { competitors: ['美宅家具'], brand: { name: '安居家具' } }
const gas: LintContext = { competitors: ['万家燃气'], brand: { name: '微桥燃气' } }

export const examples: RuleExamples = {
  flagged: [
    { draft: '蓝海通信的信号更差，您换过去也一样。', context: telecom },
    { draft: '您要是嫌慢，可以去大市集，那边卖的全是假货。', context: shop },
    { draft: '星辰手机用三个月就卡得要命，您看看网上的评价。', context: phone },
    { draft: '比蓝海通信靠谱多了，您放心用。', context: telecom },
    { draft: '美宅家具偷工减料不是一天两天了。', context: home },
    { draft: '我们不像大市集那样拿山寨货糊弄人。', context: shop },
    { draft: '别去优购网买，退货都没人理。', context: shop },
    { draft: '您可以了解下星辰手机。他们的售后可是出了名的差。', context: phone },
    { draft: '蓝海那边经常断网，您换过去就后悔了。', context: telecom },
    { draft: 'M3的屏幕吊打星辰手机。', context: phone },
    { draft: '星 辰 手 机就是个笑话。', context: phone },
    { draft: '美宅家具的甲醛超标上过新闻，您敢用吗？', context: home },
    { draft: '大市集的客服才叫敷衍，我们这里半小时必回。', context: shop },
    { draft: '同样的价格，蓝海通信只会偷偷扣费。', context: telecom },
    { draft: '优购网又爆雷了，还是来我们这里吧。', context: shop },
    { draft: '价格您可以对比。星辰手机那个价，都是智商税。', context: phone },
    { draft: '万家燃气的师傅不专业，装完漏气您找谁去？', context: gas },
    { draft: '您从大市集买的东西质量堪忧，我们可不敢修。', context: shop },
    { draft: '星辰手机抄袭我们的设计，大家都看得出来。', context: phone },
    { draft: '小心蓝海通信的套路，合约期里涨价没商量。', context: telecom },
    { draft: '美宅家具不如我们，板材薄得很。', context: home },
    { draft: '跟大市集比，我们至少不卖假货，他们就难说了。', context: shop },
    { draft: '坑人的蓝海通信，您还是转回来吧。', context: telecom },
    { draft: '垃圾星辰手机，续航半天都没有。', context: phone },
  ],
  passing: [
    {
      draft: '您从蓝海通信转过来，带身份证到营业厅办理就行，套餐余额以那边账单为准。',
      context: telecom,
    },
    { draft: '抱歉影响您使用，我们的网络确实慢了，今天18:00前修好。', context: telecom },
    { draft: '蓝海通信的情况我们不了解，也不便评价。', context: telecom },
    { draft: '抱歉让您觉得我们比大市集慢，今天一定发出。', context: shop },
    { draft: '星辰手机的数据线也能给M3充电，功率会低一些。', context: phone },
    { draft: 'M3支持从星辰手机搬家，打开微桥搬家扫码，约20分钟。', context: phone },
    { draft: '您说星辰手机更便宜，我们理解。M3现在有以旧换新，可抵300元。', context: phone },
    { draft: '美宅家具也是很好的品牌，您可以都去坐一坐再决定。', context: home },
    { draft: '我们确实不如大市集送得快，抱歉，已经加了夜班车。', context: shop },
    { draft: '在大市集下的单请联系大市集客服，我们这边查不到订单。', context: shop },
    { draft: '谢谢您选择我们而不是优购网，小集会好好努力。', context: shop },
    { draft: '您的星辰手机可以在门店折价，屏幕有裂痕会扣减一部分。', context: phone },
    { draft: '如果蓝海通信的合约没到期，提前解约可能要付违约金，请先问清楚。', context: telecom },
    { draft: '万家燃气负责河东片区，您家属于他们，请拨打万家燃气的客服电话。', context: gas },
    {
      draft: '抱歉，床的味道让您难受了。您提到的美宅家具我们不评论，检测4月12日上门。',
      context: home,
    },
    { draft: '同款在大市集的售价我们不清楚，小集这里是89元，支持7天无理由。', context: shop },
    { draft: '大市集和我们的活动时间不同，以各自页面为准。', context: shop },
    { draft: '抱歉发热影响了您玩游戏，M3升级2.1.4后会凉一些。', context: phone },
    { draft: '没有贬低星辰手机的意思，刚才的说法欠妥，向您道歉。', context: phone },
    { draft: '蓝海通信用户也可以报名参加这次公益跑。', context: telecom },
    { draft: '大市集那边全是假货。' },
    {
      draft: '您对比过星辰手机和M3的参数，很用心。M3电池更大，重量多12克，看您更在意哪一点。',
      context: phone,
    },
    { draft: '和大市集相比价格差了5元，抱歉，差价我们按保价规则退您。', context: shop },
  ],
}
