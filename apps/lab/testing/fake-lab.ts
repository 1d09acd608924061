import type { Lab, LabState, OpenTicket, TicketLine } from '../lab-door.ts'

/** Never answered, so that a panel keeps loading. */
export const pending = Symbol('pending')

export interface FakeLab extends Lab {
  /** What reading a path answers: a value, an error, or `pending`. */
  readonly answers: Map<string, unknown>
  readonly posts: { path: string; body: unknown }[]
  readonly removed: string[]
  /** The next acts fail for this reason; empty = they succeed. */
  refuse(reason: string): void
  change(): void
  connect(isConnected: boolean): void
  readonly followers: () => number
}

/** The lab as the page sees it, with answers that the test writes. */
export function fakeLab(answers: Readonly<Record<string, unknown>> = {}): FakeLab {
  const table = new Map(Object.entries(answers))
  const followers = new Set<() => void>()
  const watchers = new Set<(isConnected: boolean) => void>()
  const posts: FakeLab['posts'] = []
  const removed: string[] = []
  let reason = ''
  const act = <T>(value: T): Promise<T> =>
    reason === '' ? Promise.resolve(value) : Promise.reject(new Error(reason))

  return {
    answers: table,
    posts,
    removed,
    followers: () => followers.size,
    refuse(next) {
      reason = next
    },
    change: () => followers.forEach((follower) => follower()),
    connect: (isConnected) => watchers.forEach((watcher) => watcher(isConnected)),
    get<T>(path: string): Promise<T> {
      const answer = table.get(path)
      if (answer === pending) return new Promise(() => undefined)
      if (answer === undefined || answer instanceof Error) {
        return Promise.reject(answer ?? new Error(`nobody answers ${path}`))
      }
      return Promise.resolve(answer as T)
    },
    post<T>(path: string, body: unknown): Promise<T> {
      posts.push({ path, body })
      return act({ id: 'new' } as T)
    },
    remove(path) {
      removed.push(path)
      return act(undefined)
    },
    upload: (fileName) => act({ token: `token of ${fileName}` }),
    follow(onChange) {
      followers.add(onChange)
      return () => followers.delete(onChange)
    },
    watch(onConnection) {
      watchers.add(onConnection)
      onConnection(true)
      return () => watchers.delete(onConnection)
    },
  }
}

export function ticketLine(part: Partial<TicketLine> = {}): TicketLine {
  return {
    id: 1,
    subject: '微信：路由器断网',
    status: 'open',
    tags: ['weiqiao', 'weiqiao_wechat', 'weiqiao_private'],
    requester: { name: '客户甲', externalId: 'wechat:wx1:6f31' },
    updatedAt: 1_000,
    lastComment: { text: '路由器断网', public: true, authorName: '客户甲' },
    ...part,
  }
}

export function openTicket(part: Partial<OpenTicket> = {}): OpenTicket {
  return {
    ticket: ticketLine(),
    comments: [
      {
        id: 11,
        body: '路由器断网',
        public: true,
        author: { name: '客户甲', role: 'end-user' },
        attachments: [],
        at: 1_000,
      },
    ],
    ...part,
  }
}

export const agents = [
  { id: 9001, name: '客服甲', code: 'A1' },
  { id: 9002, name: '客服乙', code: 'B2' },
]

export function labState(part: Partial<LabState> = {}): LabState {
  return {
    plan: {
      wechat: { mode: 'safe' },
      weibo: { screenName: '微桥数码客服', uid: '5001' },
      zendesk: { agents },
    },
    customers: {
      wechat: [
        { id: 'o1', name: '客户甲' },
        { id: 'o2', name: '客户乙' },
      ],
      weibo: [{ id: '7001', name: '演示_甲' }],
    },
    faults: [],
    ...part,
  }
}

/** The answers of a lab in which everything is there. */
export function fullLab(): FakeLab {
  return fakeLab({
    '/state': labState(),
    '/desk/views': { views: [{ id: 'all', count: 1 }] },
    '/desk/tickets?view=all': { tickets: [ticketLine()] },
    '/desk/tickets/1': openTicket(),
    '/wechat/customers/o1/chat': { messages: [] },
    '/wechat/customers/o2/chat': { messages: [] },
    '/weibo/customers/7001/messages': { messages: [] },
    '/weibo/timeline': { posts: [] },
  })
}
