import { RelayError, isRelayError } from '../../core/error.ts'
import type { Log } from '../../core/log.ts'
import type { Delivery, OutboundReply, ReplyAuthor } from '../../core/reply.ts'
import { demandErrcode } from './answer.ts'
import { serviceAccountCodes } from './errors.ts'
import { menuAsText, payloadOf, type Payload, type Sending } from './payload.ts'

interface Sender extends Sending {
  readonly now: () => number
  readonly log: Log
}

const wrongType = 40200
const mediaGone = 40007

/** Lasts 15 s, costs nothing, and its failure is of no interest to anybody. */
async function type({ api }: Sender, customer: string): Promise<void> {
  try {
    await api.call('/cgi-bin/message/custom/typing', {
      method: 'POST',
      json: { touser: customer, command: 'Typing' },
    })
  } catch (error) {
    if (!isRelayError(error)) throw error
  }
}

/** "Busy", a broken answer or none at all: WeChat may have shown the message. */
function asUnconfirmed(error: RelayError): RelayError {
  if (error.outcome !== 'unknown') return error
  return new RelayError('channel.unconfirmed', 'WeChat did not confirm the send.', {
    cause: error,
    details: error.details,
    outcome: 'unknown',
  })
}

async function post({ api }: Sender, json: Payload): Promise<void> {
  try {
    demandErrcode(await api.call('/cgi-bin/message/custom/send', { method: 'POST', json }))
  } catch (error) {
    throw isRelayError(error) ? asUnconfirmed(error) : error
  }
}

/** The service account the customer sees: the author's own, or his public code at our WeChat id. */
function serviceAccount({ account }: Sender, { persona, code }: ReplyAuthor): string | undefined {
  if (persona !== undefined) return persona
  return account.weixinId === '' || code === undefined ? undefined : `${code}@${account.weixinId}`
}

/** What may be sent in place of a body that was refused, so certainly not shown; undefined = nothing. */
async function instead(
  sender: Sender,
  { content }: OutboundReply,
  { refused, error }: { readonly refused: Payload; readonly error: unknown },
): Promise<Payload | undefined> {
  if (!isRelayError(error) || error.outcome !== 'not_done') return undefined
  const errcode = Number(error.details['errcode'])
  const { customservice, ...bare } = refused
  if (customservice !== undefined && serviceAccountCodes.includes(errcode)) {
    // The answer matters more than the name it is given under.
    sender.log.warn('wechat.service_account_refused', { account: sender.account.id, errcode })
    return bare
  }
  if (errcode === wrongType && content.type === 'menu') {
    const { msgmenu: _menu, ...addressed } = refused
    return { ...addressed, ...menuAsText(content) }
  }
  return errcode === mediaGone ? { ...refused, ...(await payloadOf(sender, content)) } : undefined
}

/** One customer-service message. WeChat gives neither a message id nor a delivery report. */
export async function send(sender: Sender, reply: OutboundReply): Promise<Delivery> {
  const { customer, content, author } = reply
  if (content.type === 'typing') {
    await type(sender, customer)
    return { at: sender.now() }
  }
  const agent = serviceAccount(sender, author)
  const body: Payload = {
    touser: customer,
    ...(await payloadOf(sender, content)),
    ...(agent !== undefined && { customservice: { kf_account: agent } }),
  }
  try {
    await post(sender, body)
  } catch (error) {
    const other = await instead(sender, reply, { refused: body, error })
    if (!other) throw error
    await post(sender, other)
  }
  return { at: sender.now() }
}
