import { mintDigits } from '../mint.ts'
import type { LabPlan } from '../plan.ts'
import type { LabWorld } from '../world.ts'
import { weiboDate } from './dates.ts'

export interface WeiboUser {
  uid: string
  name: string
  followers: number
  /** -1 ordinary, 0 person, 1 government, 2 company, 3 media … */
  verifiedType: number
  /** Codes as strings; self-declared, so not where a problem is. */
  province: string
  city: string
  location: string
  /** Where the address points to, as shown beside comments. */
  region: string
  gender: 'm' | 'f' | 'n'
  avatarColor: string
  createdAt: number
  isBrand: boolean
  /** Follows the brand. */
  isFan: boolean
}

export interface People {
  brand: WeiboUser
  add(name: string, options?: { followers?: number; verifiedType?: number }): WeiboUser
  find(uid: string): WeiboUser | undefined
  findByName(name: string): WeiboUser | undefined
  customers(): WeiboUser[]
}

const places: readonly (readonly [province: string, city: string, location: string])[] = [
  ['44', '3', '广东 深圳'],
  ['44', '1', '广东 广州'],
  ['33', '1', '浙江 杭州'],
  ['51', '1', '四川 成都'],
  ['31', '1000', '上海'],
  ['11', '5', '北京 朝阳区'],
  ['42', '1', '湖北 武汉'],
  ['100', '1000', '其他'],
]
const regions = ['广东', '浙江', '四川', '上海', '北京', '湖北', '江苏', '陕西']
const colors = ['#e07a5f', '#3d5a80', '#81b29a', '#b56576', '#6d6875', '#457b9d', '#bc6c25']
const YEAR_MS = 365 * 86_400_000

export function createPeople(world: LabWorld, plan: LabPlan): People {
  const users = new Map<string, WeiboUser>()
  const pick = <T>(list: readonly T[], fallback: T): T =>
    list[Math.floor(world.random() * list.length)] ?? fallback

  const create = (uid: string, name: string, isBrand: boolean): WeiboUser => {
    const [province, city, location] = pick(places, ['0', '1000', '其他'] as const)
    const user: WeiboUser = {
      uid,
      name,
      followers: Math.floor(world.random() * 800),
      verifiedType: isBrand ? 2 : -1,
      province,
      city,
      location,
      region: pick(regions, '广东'),
      gender: pick(['m', 'f'] as const, 'n'),
      avatarColor: pick(colors, '#457b9d'),
      createdAt: world.now() - Math.floor((1 + world.random() * 9) * YEAR_MS),
      isBrand,
      isFan: !isBrand,
    }
    users.set(uid, user)
    return user
  }

  return {
    brand: create(plan.weibo.uid, plan.weibo.screenName, true),
    add(name, options = {}) {
      const user = create(mintDigits(world, 10), name, false)
      user.followers = options.followers ?? user.followers
      user.verifiedType = options.verifiedType ?? user.verifiedType
      return user
    },
    find: (uid) => users.get(uid),
    findByName: (name) => [...users.values()].find((user) => user.name === name),
    customers: () => [...users.values()].filter((user) => !user.isBrand),
  }
}

/** https://open.weibo.com/wiki/2/users/show */
export function userPayload(user: WeiboUser): Record<string, unknown> {
  return {
    id: Number(user.uid),
    idstr: user.uid,
    class: 1,
    screen_name: user.name,
    name: user.name,
    province: user.province,
    city: user.city,
    location: user.location,
    description: '',
    url: '',
    profile_image_url: `https://tvax1.sinaimg.cn/crop.0.0.50.50.50/lab${user.uid}.jpg`,
    profile_url: `u/${user.uid}`,
    domain: '',
    weihao: '',
    gender: user.gender,
    followers_count: user.followers,
    friends_count: 120,
    statuses_count: 88,
    favourites_count: 0,
    created_at: weiboDate(user.createdAt),
    following: false,
    allow_all_act_msg: false,
    geo_enabled: true,
    verified: user.verifiedType >= 0,
    verified_type: user.verifiedType,
    verified_reason: user.verifiedType >= 0 ? user.name : '',
    remark: '',
    allow_all_comment: true,
    avatar_large: `https://tvax1.sinaimg.cn/crop.0.0.180.180.180/lab${user.uid}.jpg`,
    avatar_hd: `https://tvax1.sinaimg.cn/crop.0.0.1024.1024.1024/lab${user.uid}.jpg`,
    follow_me: user.isFan,
    online_status: 0,
    bi_followers_count: 0,
    lang: 'zh-cn',
    mbrank: 0,
    urank: 9,
  }
}
