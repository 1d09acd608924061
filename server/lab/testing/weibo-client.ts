import type { TestLab } from './test-lab.ts'

type Json = Record<string, unknown>

export interface WeiboAnswer {
  status: number
  body: Json
}

/** A plain caller of the simulated Weibo. */
export interface WeiboClient {
  get(path: string, query?: Record<string, string>): Promise<WeiboAnswer>
  post(path: string, form: Record<string, string>): Promise<WeiboAnswer>
  /** A new customer's uid. */
  join(name: string): Promise<string>
  publish(uid: string, text: string, more?: Json): Promise<string>
  comment(uid: string, postId: string, text: string, replyTo?: string): Promise<string>
  brandPost(text: string): Promise<string>
  write(uid: string, act: Json): Promise<Json>
}

export function weiboClient(lab: TestLab): WeiboClient {
  const base = lab.urls.weibo
  const access_token = lab.plan.weibo.accessToken
  const idOf = async (path: string, body: Json): Promise<string> =>
    String((await lab.control('POST', path, body))['id'])
  const read = async (response: Response): Promise<WeiboAnswer> => ({
    status: response.status,
    body: (await response.json()) as Json,
  })

  return {
    async get(path, query = {}) {
      return read(
        await fetch(`${base}${path}?${new URLSearchParams({ access_token, ...query }).toString()}`),
      )
    },
    async post(path, form) {
      const body = new URLSearchParams({ access_token, ...form })
      return read(await fetch(`${base}${path}`, { method: 'POST', body }))
    },
    join: (name) => idOf('/weibo/customers', { name }),
    publish: (uid, text, more = {}) =>
      idOf(`/weibo/customers/${uid}/posts`, { text, mention: true, ...more }),
    comment: (uid, postId, text, replyTo) =>
      idOf(`/weibo/customers/${uid}/comments`, {
        postId,
        text,
        ...(replyTo === undefined ? {} : { replyTo }),
      }),
    brandPost: (text) => idOf('/weibo/brand/posts', { text }),
    write: (uid, act) => lab.control('POST', `/weibo/customers/${uid}/messages`, act),
  }
}
