import type { FastifyInstance } from 'fastify'
import { readContent } from './content.ts'
import { addEndpoint, ok, type Call } from './door.ts'
import type { WechatCustomer } from './phones.ts'
import { WechatRefusal } from './refusal.ts'
import { requireShape } from './shape.ts'
import type { WechatState } from './state.ts'

const SEND_PATH = '/cgi-bin/message/custom/send'
const TYPING_MS = 15_000
const FRESH_TRAFFIC_MS = 30_000

export function addSendEndpoints(app: FastifyInstance, state: WechatState): void {
  addEndpoint(app, state, {
    method: 'POST',
    path: SEND_PATH,
    dailyLimit: 500_000,
    answer: (call) => send(state, call),
  })
  addEndpoint(app, state, {
    method: 'POST',
    path: '/cgi-bin/message/custom/typing',
    answer: (call) => typing(state, call),
  })
}

function send(state: WechatState, call: Call): object {
  const { world, phones, plan } = state
  const body = call.json()
  const bubble = readContent(body, state.shelf, world.now())
  const kfAccount = readKfAccount(state, body['customservice'])
  const customer = findCustomer(state, body['touser'])
  if (!customer.isFollowing) throw new WechatRefusal(43004)
  if (world.faults.take('wechat', `POST ${SEND_PATH}`, ['close_window'])) customer.window.close()

  const spent = customer.window.spend(world.now())
  if (spent === 'closed') throw new WechatRefusal(45015)
  if (spent === 'used_up') throw new WechatRefusal(45047)

  customer.typingUntil = 0
  customer.lastTrafficAt = world.now()
  const chatId = phones.show(customer, {
    ...bubble,
    from: 'brand',
    ...(kfAccount ? { kfAccount } : {}),
  })
  world.record({
    platform: 'wechat',
    kind: 'message.delivered',
    account: plan.wechat.account,
    customer: customer.openid,
    data: { chatId, ...bubble, ...(kfAccount ? { kfAccount } : {}) },
  })
  return ok
}

function readKfAccount(state: WechatState, value: unknown): string | undefined {
  if (value === undefined) return undefined
  const account = (value as { kf_account: string }).kf_account
  if (!state.kfAccounts.has(account)) throw new WechatRefusal(65401)
  return account
}

function typing(state: WechatState, call: Call): object {
  const body = call.json()
  requireShape(body, { touser: 'text', command: 'text' })
  const now = state.world.now()
  const customer = findCustomer(state, body['touser'])
  const { command } = body
  if (command !== 'Typing' && command !== 'CancelTyping') throw new WechatRefusal(40035)
  const isFresh = now - customer.lastTrafficAt <= FRESH_TRAFFIC_MS
  if (!isFresh || !customer.window.canSend(now)) throw new WechatRefusal(45080)
  if (command === 'Typing' && customer.typingUntil > now) throw new WechatRefusal(45081)
  customer.typingUntil = command === 'Typing' ? now + TYPING_MS : 0
  state.world.record({
    platform: 'wechat',
    kind: 'typing',
    account: state.plan.wechat.account,
    customer: customer.openid,
    data: { command },
  })
  return ok
}

export function findCustomer(state: WechatState, openid: unknown): WechatCustomer {
  const customer = state.phones.find(String(openid ?? ''))
  if (!customer) throw new WechatRefusal(40003)
  return customer
}
