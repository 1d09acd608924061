import { MINUTE } from './china-time.ts'

export type MonthGroup = '一线' | '二线' | '网络后台' | '夜班'

export interface MonthAgent {
  readonly name: string
  /** Median wait until this agent answers, ms. */
  readonly pace: number
}

/** The quick one, the steady one, and the one who leaves in the middle of the month. */
export const dayAgents: readonly MonthAgent[] = [
  { name: '演示客服一', pace: 5 * MINUTE },
  { name: '演示客服二', pace: 10 * MINUTE },
  { name: '演示客服三', pace: 17 * MINUTE },
]
export const leaver = '演示客服三'
export const nightAgent: MonthAgent = { name: '演示客服四', pace: 22 * MINUTE }

export interface Place {
  readonly province: string
  readonly city: string
}

/** Where the network goes down: one province. */
export const incidentPlaces: readonly Place[] = [
  { province: '广东', city: '深圳' },
  { province: '广东', city: '广州' },
  { province: '广东', city: '东莞' },
]
/** Larger places more than once: they are drawn from as they stand. */
export const places: readonly Place[] = [
  ...incidentPlaces,
  { province: '广东', city: '深圳' },
  { province: '北京', city: '北京' },
  { province: '北京', city: '北京' },
  { province: '上海', city: '上海' },
  { province: '上海', city: '上海' },
  { province: '浙江', city: '杭州' },
  { province: '浙江', city: '宁波' },
  { province: '江苏', city: '南京' },
  { province: '江苏', city: '苏州' },
  { province: '四川', city: '成都' },
  { province: '湖北', city: '武汉' },
  { province: '山东', city: '济南' },
  { province: '福建', city: '厦门' },
  { province: '陕西', city: '西安' },
]

export const tiers: readonly string[] = ['普通', '银卡', '金卡', '钻石']
export const tierWeights: readonly number[] = [70, 18, 9, 3]

/** What people write about: the category, and the issues in it with how they put them. */
export interface Topic {
  readonly category: string
  readonly weight: number
  /** Share of it that is said in anger. */
  readonly bitter: number
  /** Somebody may have to go and look. */
  readonly needsHands: boolean
  readonly issues: readonly (readonly [key: string, text: string])[]
}

export const incidentTopic: Topic = {
  category: '网络中断',
  weight: 0,
  bitter: 0.8,
  needsHands: true,
  issues: [['network-outage', '家里网络断了一整天，什么时候能恢复']],
}

export const topics: readonly Topic[] = [
  {
    category: '账单',
    weight: 20,
    bitter: 0.35,
    needsHands: false,
    issues: [
      ['bill-overcharge', '上个月的话费怎么多扣了'],
      ['invoice', '电子发票在哪里开'],
    ],
  },
  {
    category: '宽带',
    weight: 22,
    bitter: 0.4,
    needsHands: true,
    issues: [
      ['broadband-slow', '晚上网速特别慢，看视频一直转圈'],
      ['broadband-move', '宽带想迁到新家，要带什么材料'],
    ],
  },
  {
    category: '配送',
    weight: 16,
    bitter: 0.3,
    needsHands: false,
    issues: [
      ['delivery-late', '订单好几天没有发货'],
      ['parcel-damaged', '盒子压扁了，里面的东西也坏了'],
    ],
  },
  {
    category: '维修',
    weight: 18,
    bitter: 0.25,
    needsHands: true,
    issues: [
      ['screen-repair', '手机屏幕碎了，最近的维修点在哪'],
      ['battery-hot', '充电的时候特别烫，正常吗'],
    ],
  },
  {
    category: '退换货',
    weight: 14,
    bitter: 0.3,
    needsHands: false,
    issues: [
      ['refund-late', '退货寄出三天了，退款什么时候到'],
      ['exchange', '收到的颜色不对，可以换吗'],
    ],
  },
  {
    category: '咨询',
    weight: 10,
    bitter: 0.05,
    needsHands: false,
    issues: [
      ['trade-in', '以旧换新旧机器要带原包装吗'],
      ['coupon', '门店领的券在哪里看'],
    ],
  },
]

export const closers: readonly string[] = ['谢谢', '好的', '好的，谢谢', '收到', '知道了，谢谢']
export const followUps: readonly string[] = [
  '还是不行',
  '那要多久',
  '我试过了，没有用',
  '再问一下',
  '麻烦快一点',
]
export const spam: readonly string[] = ['兼职日结加我', '低价出售会员', '转发抽奖关注我']
