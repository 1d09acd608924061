import { mintHex, mintUrlSafe } from '../mint.ts'
import type { LabWorld } from '../world.ts'
import { createSendWindow, type SendWindow } from './windows.ts'

/** One bubble on a customer's phone. */
export interface ChatMessage {
  id: string
  /** `notice` messages come from WeChat itself and are shown on the brand's side. */
  from: 'customer' | 'brand'
  type: string
  text?: string
  mediaUrl?: string
  title?: string
  url?: string
  items?: Record<string, string>[]
  kfAccount?: string
  at: number
}

export interface WechatCustomer {
  openid: string
  unionid: string
  name: string
  remark: string
  isFollowing: boolean
  subscribedAt: number
  window: SendWindow
  chat: ChatMessage[]
  typingUntil: number
  /** Last message or event either way: typing needs fresh traffic. */
  lastTrafficAt: number
}

export interface Phones {
  add(name: string): WechatCustomer
  find(openid: string): WechatCustomer | undefined
  list(): WechatCustomer[]
  show(customer: WechatCustomer, message: Omit<ChatMessage, 'id' | 'at'> & { at?: number }): string
}

export function createPhones(world: LabWorld): Phones {
  const customers = new Map<string, WechatCustomer>()
  // The first characters of an openid belong to the account, the rest to the person.
  const prefix = `o${mintUrlSafe(world, 5)}`
  let next = 0

  return {
    add(name) {
      const customer: WechatCustomer = {
        openid: prefix + mintUrlSafe(world, 22),
        unionid: `oU${mintHex(world, 26)}`,
        name,
        remark: '',
        isFollowing: true,
        subscribedAt: world.now(),
        window: createSendWindow(),
        chat: [],
        typingUntil: 0,
        lastTrafficAt: 0,
      }
      customers.set(customer.openid, customer)
      return customer
    },
    find: (openid) => customers.get(openid),
    list: () => [...customers.values()],
    show(customer, message) {
      next += 1
      const shown = { ...message, id: `w${next}`, at: message.at ?? world.now() }
      customer.chat.push(shown)
      return shown.id
    },
  }
}
