import type { TestLab } from './test-lab.ts'

type Json = Record<string, unknown>

/** A plain caller of the simulated Official Account. */
export interface WechatClient {
  token: string
  openid: string
  /** A POST of raw text; the token is added. */
  raw(path: string, body: string): Promise<Json>
  post(path: string, body: unknown): Promise<Json>
  get(path: string, query?: Record<string, string>): Promise<Response>
  getJson(path: string, query?: Record<string, string>): Promise<Json>
  send(content: Json): Promise<Json>
  upload(type: string, file: { bytes: Buffer; field?: string; name?: string }): Promise<Json>
  write(act: Json): Promise<Json>
  chat(): Promise<{ messages: Json[]; window: Json; typing: boolean }>
}

/** With one customer and a fresh token. */
export async function wechatClient(lab: TestLab): Promise<WechatClient> {
  const base = lab.urls.wechat
  const { appId, appSecret } = lab.plan.wechat
  const { id } = await lab.control('POST', '/wechat/customers', { name: '测试顾客' })
  const openid = String(id)
  const grant = { grant_type: 'client_credential', appid: appId, secret: appSecret }
  const issued = await fetch(`${base}/cgi-bin/stable_token`, {
    method: 'POST',
    body: JSON.stringify(grant),
  })
  const { access_token: token } = (await issued.json()) as { access_token: string }

  const url = (path: string, query: Record<string, string> = {}): string =>
    `${base}${path}?${new URLSearchParams({ access_token: token, ...query }).toString()}`
  const raw = async (path: string, body: string): Promise<Json> =>
    (await (await fetch(url(path), { method: 'POST', body })).json()) as Json
  const get = (path: string, query?: Record<string, string>) => fetch(url(path, query))

  return {
    token,
    openid,
    raw,
    post: (path, body) => raw(path, JSON.stringify(body)),
    get,
    getJson: async (path, query) => (await (await get(path, query)).json()) as Json,
    send: (content) =>
      raw('/cgi-bin/message/custom/send', JSON.stringify({ touser: openid, ...content })),
    async upload(type, { bytes, field = 'media', name = 'a.bin' }) {
      const form = new FormData()
      form.append(field, new Blob([new Uint8Array(bytes)]), name)
      const target = url('/cgi-bin/media/upload', { type })
      return (await (await fetch(target, { method: 'POST', body: form })).json()) as Json
    },
    write: (act) => lab.control('POST', `/wechat/customers/${openid}/messages`, act),
    chat: async () =>
      (await lab.control('GET', `/wechat/customers/${openid}/chat`)) as unknown as {
        messages: Json[]
        window: Json
        typing: boolean
      },
  }
}
