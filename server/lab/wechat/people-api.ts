import type { FastifyInstance } from 'fastify'
import { addEndpoint, ok, type Call } from './door.ts'
import type { WechatCustomer } from './phones.ts'
import { WechatRefusal } from './refusal.ts'
import { findCustomer } from './send-api.ts'
import { requireShape } from './shape.ts'
import type { WechatState } from './state.ts'

const KF_ACCOUNTS = 100
const NICKNAME_CHARACTERS = 16
const BATCH = 100

export function addPeopleEndpoints(app: FastifyInstance, state: WechatState): void {
  addEndpoint(app, state, {
    method: 'GET',
    path: '/cgi-bin/user/info',
    dailyLimit: 5_000_000,
    answer: ({ query }) => profile(findCustomer(state, query['openid'])),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/cgi-bin/user/info/batchget',
    answer: (call) => profiles(state, call),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/cgi-bin/user/info/updateremark',
    answer(call) {
      const body = call.json()
      requireShape(body, { openid: 'text', remark: 'text' })
      findCustomer(state, body['openid']).remark = String(body['remark'])
      return ok
    },
  })
  addEndpoint(app, state, {
    method: 'GET',
    path: '/cgi-bin/customservice/getkflist',
    answer: () => ({ kf_list: listAccounts(state) }),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/customservice/kfaccount/add',
    answer: (call) => addAccount(state, call),
  })
}

function profile(customer: WechatCustomer): object {
  const { openid } = customer
  if (!customer.isFollowing) return { subscribe: 0, openid, tagid_list: [] }
  return {
    subscribe: 1,
    openid,
    // Nickname, sex, city and picture have been withheld since 2021-12-27: empty in real answers.
    nickname: '',
    sex: 0,
    language: 'zh_CN',
    city: '',
    province: '',
    country: '',
    headimgurl: '',
    subscribe_time: Math.floor(customer.subscribedAt / 1_000),
    unionid: customer.unionid,
    remark: customer.remark,
    groupid: 0,
    tagid_list: [],
    subscribe_scene: 'ADD_SCENE_QR_CODE',
    qr_scene: 0,
    qr_scene_str: '',
  }
}

function profiles(state: WechatState, call: Call): object {
  const body = call.json()
  requireShape(body, { user_list: [{ openid: 'text', 'lang?': 'text' }] })
  const wanted = body['user_list'] as { openid: string }[]
  if (wanted.length === 0 || wanted.length > BATCH) throw new WechatRefusal(40035)
  return { user_info_list: wanted.map(({ openid }) => profile(findCustomer(state, openid))) }
}

function listAccounts(state: WechatState): object[] {
  return [...state.kfAccounts.values()].map((kf) => ({
    kf_account: kf.account,
    kf_nick: kf.nickname,
    kf_id: kf.id,
    kf_headimgurl: '',
  }))
}

function addAccount(state: WechatState, call: Call): object {
  const body = call.json()
  requireShape(body, { kf_account: 'text', nickname: 'text', 'password?': 'text' })
  const account = String(body['kf_account'])
  const nickname = String(body['nickname'])
  if (!/^[A-Za-z0-9_]{1,10}@[A-Za-z0-9_-]+$/.test(account)) throw new WechatRefusal(65404)
  if (nickname === '' || [...nickname].length > NICKNAME_CHARACTERS) throw new WechatRefusal(65403)
  if (state.kfAccounts.has(account)) throw new WechatRefusal(65406)
  if (state.kfAccounts.size >= KF_ACCOUNTS) throw new WechatRefusal(65405)
  const id = String(1_001 + state.kfAccounts.size)
  state.kfAccounts.set(account, { account, nickname, id })
  return ok
}
