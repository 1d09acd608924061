import { changeFeed, type ChangeFeed } from './change-feed.ts'

/** What the lab's control interface answers, as far as the page shows it. */
export interface LabAgent {
  readonly id: number
  readonly name: string
  readonly code: string
}

export interface LabApp {
  readonly id: number
  readonly installationId: number
}

/** A page of the app, about to be opened in a frame. */
export interface AppLaunch {
  readonly url: string
  /** What Zendesk posts with: good for a few minutes. */
  readonly token: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly account: { readonly subdomain: string }
}

export interface Person {
  readonly id: string
  readonly name: string
  /** WeChat: whether the account may be written to at all. */
  readonly isFollowing?: boolean
  /** Newest private message from the brand, ms; 0 = none. */
  readonly lastBrandAt?: number
  /** Newest public answer from the brand, ms; 0 = none. */
  readonly lastPublicAt?: number
}

export interface Fault {
  readonly id: string
  readonly platform: string
  readonly match: string
  readonly kind: string
  readonly status?: number
  /** Times left; absent = until removed. */
  readonly count?: number
}

export interface LabState {
  readonly plan: {
    readonly wechat: { readonly mode: string }
    readonly weibo: { readonly screenName: string; readonly uid: string }
    readonly zendesk: {
      readonly agents: readonly LabAgent[]
      /** Our app, where it is installed. */
      readonly app?: LabApp
    }
  }
  readonly customers: { readonly wechat: readonly Person[]; readonly weibo: readonly Person[] }
  readonly faults: readonly Fault[]
}

export interface Bubble {
  readonly id: string
  readonly from: string
  readonly type: string
  readonly text?: string
  readonly title?: string
  readonly url?: string
  readonly mediaUrl?: string
  readonly items?: readonly {
    readonly id: string
    readonly content?: string
    readonly text?: string
  }[]
  readonly label?: string
  readonly at: number
}

export interface Chat {
  readonly messages: readonly Bubble[]
  readonly window?: { readonly remaining: number | null; readonly deadline: number | null }
  readonly typing?: boolean
  readonly isFollowing?: boolean
}

export interface Author {
  readonly id: string
  readonly name: string
  readonly isBrand: boolean
}

export interface Remark {
  readonly id: string
  readonly author: Author
  readonly text: string
  readonly replyTo?: string
  readonly at: number
}

export interface Post extends Remark {
  readonly deleted: boolean
  readonly pictures?: readonly string[]
  readonly comments: readonly Remark[]
}

export interface TicketLine {
  readonly id: number
  readonly subject: string
  readonly status: string
  readonly tags: readonly string[]
  readonly requester: { readonly name: string; readonly externalId?: string | null }
  readonly updatedAt: string | number
  /** Only of an opened ticket, as the next two. */
  readonly type?: string | null
  readonly priority?: string | null
  readonly assignee?: { readonly id: number; readonly name: string } | null
  readonly lastComment?: {
    readonly text: string
    readonly public: boolean
    readonly authorName: string
  }
}

export interface Attachment {
  readonly id: string | number
  readonly fileName: string
  readonly contentType: string
  readonly url: string
  readonly size: number
}

export interface Comment {
  readonly id: string | number
  readonly body: string
  readonly public: boolean
  readonly author: { readonly name: string; readonly role: string }
  readonly attachments: readonly Attachment[]
  readonly at: string | number
}

export interface OpenTicket {
  readonly ticket: TicketLine
  readonly comments: readonly Comment[]
}

export interface ViewLine {
  readonly id: string
  readonly count: number
}

/** Reads and acts on the lab. Everything rejects with a readable message. */
export interface Lab extends ChangeFeed {
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: unknown): Promise<T>
  remove(path: string): Promise<void>
  upload(fileName: string, file: Blob): Promise<{ token: string }>
}

async function answer<T>(response: Response): Promise<T> {
  const text = await response.text()
  if (!response.ok) throw new Error(reasonIn(text) ?? `HTTP ${response.status}`)
  return (text === '' ? {} : JSON.parse(text)) as T
}

function reasonIn(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { error?: { message?: string } }).error?.message
  } catch {
    return undefined
  }
}

export function httpLab(base: string, feed = changeFeed(`${base}/events`)): Lab {
  const json = { 'content-type': 'application/json' }
  return {
    ...feed,
    get: async (path) => answer(await fetch(base + path)),
    post: async (path, body) =>
      answer(
        await fetch(base + path, { method: 'POST', headers: json, body: JSON.stringify(body) }),
      ),
    async remove(path) {
      await answer(await fetch(base + path, { method: 'DELETE' }))
    },
    upload: async (fileName, file) =>
      answer(
        await fetch(`${base}/desk/uploads?filename=${encodeURIComponent(fileName)}`, {
          method: 'POST',
          headers: { 'content-type': file.type || 'application/octet-stream' },
          body: file,
        }),
      ),
  }
}
