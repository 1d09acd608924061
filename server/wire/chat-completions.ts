import { RelayError } from '../core/error.ts'
import type { HttpDoor } from '../core/http.ts'
import type { Rewriter } from '../core/rewriter.ts'

export interface ChatCompletionsOptions {
  readonly http: HttpDoor
  /** Everything before `/chat/completions`. */
  readonly baseUrl: string
  readonly apiKey: string | undefined
  readonly model: string
  readonly timeoutMs: number
}

/** Far more than a reply needs. */
const maxBytes = 256 * 1024
const maxTokens = 800

interface Completion {
  readonly choices?: readonly { readonly message?: { readonly content?: unknown } }[]
}

function contentIn(body: string): string | undefined {
  try {
    const content = (JSON.parse(body) as Completion | null)?.choices?.[0]?.message?.content
    return typeof content === 'string' ? content : undefined
  } catch {
    return undefined
  }
}

/** An endpoint that speaks the widespread `POST /chat/completions`; whose model it runs is its own affair. */
export function chatCompletions(options: ChatCompletionsOptions): Rewriter {
  const { http, baseUrl, apiKey, model, timeoutMs } = options
  return {
    async rewrite({ instruction, text }) {
      const answer = await http.call({
        method: 'POST',
        url: `${baseUrl}/chat/completions`,
        ...(apiKey !== undefined && { headers: { authorization: `Bearer ${apiKey}` } }),
        json: {
          model,
          messages: [
            { role: 'system', content: instruction },
            { role: 'user', content: text },
          ],
          temperature: 0,
          max_tokens: maxTokens,
          stream: false,
        },
        timeoutMs,
        maxBytes,
      })
      const content = answer.status === 200 ? contentIn(answer.text()) : undefined
      if (content === undefined)
        throw new RelayError('http.bad_answer', 'The rewriting endpoint gave no text.', {
          details: { status: answer.status },
        })
      return content
    },
  }
}
