import { routerPicture, murmur } from './sample-media.ts'

/** What one fictional customer does, and what an agent makes of it. */
export interface Conversation {
  where: 'wechat' | 'private' | 'post' | 'comment'
  name: string
  /** Acts in the shape of the control interface; `minutesAgo` becomes `at`. */
  says: readonly (Record<string, unknown> & { minutesAgo?: number })[]
  /** For comments: which of the brand's posts. */
  under?: number
  answer?: { agent: number; text: string; status: 'open' | 'pending' | 'solved'; picture?: boolean }
  /** What the customer says after the answer. */
  then?: string
}

export const brandPosts: readonly string[] = [
  '【新品】云桥 X2 路由器今日开售，支持双频合一，老用户凭订单号可享以旧换新。详情见官网。',
  '【公告】本周六 0:00–4:00 部分城区宽带设备升级，期间可能短时中断，感谢理解。',
]

const base64 = (bytes: Buffer): string => bytes.toString('base64')

const longComplaint =
  '你们好，我要把这两周的事情从头说一遍，麻烦看完😤。' +
  '十一月九号我在你们商城买了一台 X2 路由器，当天付款成功；说好四十八小时发货，结果到第五天才出库📦。' +
  '收到以后第一天就发现 5G 信号隔一堵墙只剩一格，手机在卧室看视频一直转圈，孩子上网课也掉线👨‍👩‍👧。' +
  '我按说明书重置了三次，又照客服机器人发的步骤改信道、关双频合一，都没有用。' +
  '十四号打热线排队二十六分钟，接线员说登记了让工程师联系我，到现在一个电话都没有☎️。' +
  '十六号我又在线申请换货，系统提示“已超过七天”，可是从我收到那天算才第三天！' +
  '我不想吵架，只想知道三件事：第一，七天到底从哪天算；第二，换货还要不要我自己出运费；第三，什么时候能给准信。' +
  '如果这款机器本身就不适合一百二十平的户型，请直说，我补差价换大的也可以🙏。'

/**
 * A day at a small electronics and broadband brand. Everybody is plainly made up: WeChat customers are
 * numbered by the heavenly stems, Weibo names begin with 演示_, so that they can be nobody's.
 */
export const wechatDay: readonly Conversation[] = [
  {
    where: 'wechat',
    name: '客户甲',
    says: [
      { type: 'text', text: '你好，家里宽带从早上就断了，光猫红灯一直闪', minutesAgo: 176 },
      {
        type: 'image',
        base64: base64(routerPicture()),
        contentType: 'image/png',
        fileName: '光猫.png',
        minutesAgo: 175,
      },
    ],
    answer: {
      agent: 1,
      text: '您好，让您一早没网用，抱歉。从照片看是光路没信号，我已报障，工程师下午两点前联系您。',
      status: 'pending',
    },
    then: '好的，谢谢',
  },
  {
    where: 'wechat',
    name: '客户乙',
    says: [{ type: 'text', text: '怎么开电子发票？上周买的充电宝', minutesAgo: 168 }],
    answer: {
      agent: 2,
      text: '您好，进入“我的订单”，点开那笔订单，最下方有“申请发票”，填好抬头后约十分钟发到您的邮箱。',
      status: 'solved',
    },
    then: '谢谢',
  },
  {
    where: 'wechat',
    name: '客户丙',
    says: [{ type: 'text', text: longComplaint, minutesAgo: 160 }],
  },
  {
    where: 'wechat',
    name: '客户丁',
    says: [
      {
        type: 'voice',
        base64: base64(murmur(4)),
        contentType: 'audio/amr',
        fileName: 'voice.amr',
        minutesAgo: 151,
      },
    ],
    answer: {
      agent: 1,
      text: '您好，语音收到了。您说的耳机左边没声音，先把两只耳机放回盒里长按十秒重新配对，看看能不能恢复？',
      status: 'pending',
    },
  },
  {
    where: 'wechat',
    name: '客户戊',
    says: [
      { type: 'event', event: 'CLICK', eventKey: 'MENU_REPAIR', minutesAgo: 143 },
      { type: 'text', text: '手机屏幕碎了，最近的维修点在哪', minutesAgo: 142 },
      {
        type: 'location',
        latitude: 22.5431,
        longitude: 114.0579,
        label: '深圳市福田区市民中心附近',
        minutesAgo: 141,
      },
    ],
    answer: {
      agent: 0,
      text: '您好，离您最近的是福田授权服务点，地铁两站，今天营业到 20:00。来之前建议先备份手机里的内容。',
      status: 'solved',
      picture: true,
    },
  },
  {
    where: 'wechat',
    name: '客户己',
    says: [
      { type: 'text', text: '上个月话费怎么多扣了 30 块？我没开通过什么视频包', minutesAgo: 130 },
    ],
  },
  {
    where: 'wechat',
    name: '客户庚',
    says: [
      { type: 'text', text: '退货的快递已经寄出三天了', minutesAgo: 122 },
      { type: 'text', text: '单号发你们了，退款什么时候到？', minutesAgo: 122 },
    ],
    answer: {
      agent: 2,
      text: '您好，仓库今天上午已签收，质检一天，退款会在两个工作日内原路退回，到账后我再告诉您一声。',
      status: 'pending',
    },
  },
  {
    where: 'wechat',
    name: '客户辛',
    says: [
      { type: 'text', text: '安装师傅说好上午来，现在都三点了人影都没有！！', minutesAgo: 96 },
    ],
  },
  {
    where: 'wechat',
    name: '客户壬',
    says: [
      { type: 'event', event: 'subscribe', eventKey: 'qrscene_store_027', minutesAgo: 88 },
      { type: 'text', text: '门店说关注公众号可以领配件券，在哪里领', minutesAgo: 87 },
    ],
    answer: {
      agent: 1,
      text: '您好，欢迎。券在菜单“我的”里的“卡包”，今天扫码的用户已自动发放，一个月内有效。',
      status: 'solved',
    },
    then: '领到了，还有一个问题：这个券可以和以旧换新一起用吗？',
  },
  {
    where: 'wechat',
    name: '客户癸',
    says: [{ type: 'text', text: '平板充电时特别烫，正常吗？有点害怕', minutesAgo: 71 }],
  },
  {
    where: 'wechat',
    name: '客户子',
    says: [
      {
        type: 'link',
        title: '云桥 X2 路由器测评',
        text: '隔墙信号对比',
        url: 'https://review.example.com/x2',
        minutesAgo: 64,
      },
      { type: 'text', text: '这篇测评说要更新固件，你们的新版本什么时候推送', minutesAgo: 63 },
    ],
  },
  {
    // Written more than 48 hours ago: the answer can no longer be delivered.
    where: 'wechat',
    name: '客户丑',
    says: [
      { type: 'text', text: '周末打不通你们电话，宽带想迁到新家，要带什么材料', minutesAgo: 2_960 },
    ],
    answer: {
      agent: 0,
      text: '您好，迁移宽带需要机主本人带有效证件到营业厅，也可以在小程序里预约上门办理。',
      status: 'solved',
    },
  },
  {
    where: 'wechat',
    name: '客户寅',
    says: [{ type: 'text', text: '在吗😂😂', minutesAgo: 22 }],
  },
  {
    where: 'wechat',
    name: '客户卯',
    says: [{ type: 'text', text: '流量套餐改档次月生效还是当天生效？', minutesAgo: 12 }],
    answer: {
      agent: 2,
      text: '您好，升档当天生效，降档下月一号生效，改之前系统会再提示一次，不会重复收费。',
      status: 'solved',
    },
  },
]

export const weiboDay: readonly Conversation[] = [
  {
    where: 'private',
    name: '演示_灯塔',
    says: [{ type: 'text', text: '预约的换电池，想改到周日可以吗', minutesAgo: 118 }],
    answer: {
      agent: 1,
      text: '您好，周日还有 10:00 和 15:30 两个时段，您回复想要的时间，我这边直接帮您改好。',
      status: 'pending',
    },
  },
  {
    where: 'private',
    name: '演示_橘子汽水',
    says: [
      { type: 'text', text: '快递把盒子压扁了', minutesAgo: 79 },
      {
        type: 'image',
        base64: base64(routerPicture()),
        contentType: 'image/png',
        fileName: '包装.png',
        minutesAgo: 78,
      },
    ],
  },
  {
    where: 'private',
    name: '演示_老槐树',
    says: [
      { type: 'event', subtype: 'follow', minutesAgo: 52 },
      { type: 'text', text: '老人机字能再调大点吗，我爸看不清', minutesAgo: 51 },
    ],
    answer: {
      agent: 0,
      text: '您好，设置里的“显示”可以选特大字体；再打开“简易模式”，桌面图标也会变大，老人用着更顺手。',
      status: 'solved',
    },
    then: '好的',
  },
  {
    where: 'private',
    name: '演示_出租车',
    says: [{ type: 'text', text: '开车用的那款支架断货了吗[泪]', minutesAgo: 15 }],
  },
  {
    where: 'post',
    name: '演示_不吃香菜',
    says: [{ text: '@微桥数码客服 宽带修了三次还断，到底有没有人管[怒][怒]' }],
    answer: {
      agent: 1,
      text: '三次没修好确实耽误您了，抱歉。已请片区负责人重新排查，请看一下私信，我们跟到修好为止。',
      status: 'pending',
    },
  },
  {
    where: 'post',
    name: '演示_鲸鱼',
    says: [{ text: '今天去 @微桥数码客服 的门店换屏，四十分钟搞定，小哥还送了张膜，夸一下[鼓掌]' }],
  },
  {
    where: 'post',
    name: '演示_测评员',
    says: [
      {
        text: 'X2 路由器用了一周：信号比上一代好，就是后台登录偶尔要输两次密码。@微桥数码客服 看到请反馈给产品',
      },
    ],
  },
  {
    // Asks for personal data in public: held by the relay until somebody decides.
    where: 'post',
    name: '演示_柿子',
    says: [{ text: '@微桥数码客服 我的订单卡在“待出库”五天了' }],
    answer: {
      agent: 2,
      text: '您好，请把您的手机号码和身份证号发在这里，我帮您查一下。',
      status: 'solved',
    },
  },
  {
    where: 'comment',
    name: '演示_喝粥',
    under: 0,
    says: [{ text: '以旧换新旧机器要带原包装吗？' }],
    answer: {
      agent: 0,
      text: '不需要原包装，能正常开机就行，带上充电器估价会更准一些。',
      status: 'solved',
    },
  },
  {
    where: 'comment',
    name: '演示_北纬三十度',
    under: 0,
    says: [{ text: '上一代才买两个月就出新的，心情复杂[允悲]' }],
  },
  {
    where: 'comment',
    name: '演示_夜班',
    under: 1,
    says: [{ text: '升级会影响家里的监控吗？老人一个人在家，有点担心' }],
    answer: {
      agent: 1,
      text: '中断期间监控画面会暂停，设备本身不受影响，恢复后自动上线。担心的话可以先开本地录像。',
      status: 'solved',
    },
  },
  {
    where: 'comment',
    name: '演示_麦浪',
    under: 1,
    says: [{ text: '凌晨升级好评，别像上次白天搞' }],
  },
]
