/**
 * Starts the lab as the README says and plays one conversation through it: a signed WeChat message
 * becomes a ticket, the agent's public reply appears on the phone. Exit 0 when it does.
 */
import { spawn } from 'node:child_process'

const desk = 'http://127.0.0.1:8793/__lab'
const words = `烟测 ${Date.now()}`
const answer = `您好，已收到 ${Date.now()}`

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function ask<T>(path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }
  const response = await fetch(`${desk}${path}`, init)
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as T
}

async function until<T>(
  what: string,
  look: () => Promise<T | undefined>,
  patienceMs: number,
): Promise<T> {
  const startedAt = Date.now()
  for (;;) {
    const found = await look().catch(() => undefined)
    if (found !== undefined) {
      say(`${what}: ${Date.now() - startedAt} ms`)
      return found
    }
    if (Date.now() - startedAt > patienceMs) throw new Error(`${what}: not within ${patienceMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

interface State {
  readonly plan: { readonly zendesk: { readonly agents: readonly { readonly id: number }[] } }
}
interface Tickets {
  readonly tickets: readonly {
    readonly id: number
    readonly requester: { readonly externalId: string }
    readonly lastComment: { readonly text: string }
  }[]
}
interface Chat {
  readonly messages: readonly { readonly from: string; readonly text?: string }[]
}

async function converse(): Promise<void> {
  const state = await ask<State>('/state')
  const customer = await ask<{ id: string }>('/wechat/customers', { name: '测试客户' })
  await ask(`/wechat/customers/${customer.id}/messages`, { type: 'text', text: words })
  const ticket = await until(
    'message → ticket',
    async () =>
      (await ask<Tickets>('/desk/tickets?view=all')).tickets.find(({ lastComment }) =>
        lastComment.text.includes(words),
      ),
    10_000,
  )
  const agentId = state.plan.zendesk.agents[0]?.id
  await ask(`/desk/tickets/${ticket.id}/comments`, {
    agentId,
    body: answer,
    public: true,
    status: 'solved',
  })
  const bubble = await until(
    'reply → phone',
    async () =>
      (await ask<Chat>(`/wechat/customers/${customer.id}/chat`)).messages.find(
        ({ from, text }) => from === 'brand' && text?.includes(answer),
      ),
    15_000,
  )
  say(`phone shows: ${bubble.text ?? ''}`)
}

const relay = spawn('npm', ['start', '--silent'], {
  stdio: ['ignore', 'inherit', 'inherit'],
  detached: true,
})
try {
  await until(
    'ready',
    async () =>
      (await fetch('http://127.0.0.1:8787/readyz')).ok && (await ask('/state')) ? true : undefined,
    120_000,
  )
  await converse()
} finally {
  // npm and what it started form one group; it may have ended by itself.
  if (relay.pid !== undefined && relay.exitCode === null) process.kill(-relay.pid, 'SIGTERM')
}
