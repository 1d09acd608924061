import type {
  Arrival,
  ChannelAccount,
  ChannelDescriptor,
  ChannelTraits,
  Feed,
  PulledPage,
} from '../core/channel.ts'
import { RelayError } from '../core/error.ts'
import type { Filing, FilingResult } from '../core/filing.ts'
import type { AgentReply, Helpdesk, HelpdeskReader, TicketNote } from '../core/helpdesk.ts'
import type { MediaFile, MediaRef } from '../core/media.ts'
import type { InboundMessage, RawItem } from '../core/message.ts'
import type { Delivery, OutboundReply, ReadBack } from '../core/reply.ts'
import type { AccountRuntime } from '../pipeline/runtime.ts'
import type { FakeClock } from './fake-clock.ts'
import type { Life } from './mortal.ts'

/** A platform in memory: says what it was asked to send and answers as the test scripts it. */
export interface ScriptedChannel {
  readonly sent: OutboundReply[]
  feeds: readonly Feed[]
  /** Called before a send is recorded; throw to refuse. */
  onSend: (reply: OutboundReply) => Delivery | Promise<Delivery>
  onMedia: (ref: MediaRef) => MediaFile | Promise<MediaFile>
  onReadBack: (reply: OutboundReply) => ReadBack
  onPull: (feed: string, cursor: string | undefined) => PulledPage | Promise<PulledPage>
}

/** A helpdesk in memory that doubles what is repeated without saying so, like the real one. */
export interface ScriptedHelpdesk {
  readonly filings: Filing[]
  readonly notes: TicketNote[]
  readonly replies: AgentReply[]
  onFile: (filing: Filing) => FilingResult | undefined | Promise<FilingResult | undefined>
  onAttachment: (ref: MediaRef) => MediaFile
}

export const scriptedTraits: ChannelTraits = {
  ackWithinMs: 5000,
  carries: { public: ['text'], private: ['text', 'media', 'link'] },
  hasWindow: { public: false, private: true },
  canReadBack: { public: true, private: false },
  maxLength: { public: 140, private: 2000 },
  mediaHosts: [],
}

const descriptor: ChannelDescriptor = {
  id: 'wechat',
  name: { zh: '样例', en: 'Sample' },
  settings: [],
  create: () => {
    throw new RelayError('config.invalid', 'Made by the test bed.')
  },
  externalId: (account, id) => `sample:${account.id}:${id}`,
  displayName: ({ id }) => `客户 ${id}`,
  measure: (text) => text.length,
  split: (text, visibility) =>
    visibility === 'public' ? [text] : (text.match(/[\s\S]{1,50}/g) ?? []),
}

export function scriptedChannel(clock: FakeClock): ScriptedChannel {
  return {
    sent: [],
    feeds: [],
    onSend: () => ({ at: clock.now() }),
    onMedia: () => ({ name: 'a.png', contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) }),
    onReadBack: () => ({ found: false, isConclusive: false }),
    onPull: () => ({ items: [], cursor: '', hasMore: false }),
  }
}

/** A callback of the scripted platform: the items it carries, in clear. */
export interface ScriptedPost {
  readonly items: readonly RawItem[]
  readonly fetch?: Arrival['fetch']
}

const plain = (body: string): Arrival['answer'] => ({
  status: 200,
  contentType: 'text/plain',
  body,
})

function arrivalOf(body: Uint8Array): Arrival {
  const { items, fetch } = JSON.parse(new TextDecoder().decode(body)) as ScriptedPost
  return { answer: plain('success'), items, passive: plain, ...(fetch && { fetch }) }
}

export function scriptedAccount(channel: ScriptedChannel, life: Life, id = 'wx'): AccountRuntime {
  const account: ChannelAccount = { tenant: 'acme', id, channel: 'wechat', settings: {} }
  return {
    account,
    descriptor,
    servicePhones: [],
    profile: undefined,
    accessEndsAt: undefined,
    acknowledgement: undefined,
    channel: {
      account,
      traits: scriptedTraits,
      get feeds() {
        return channel.feeds
      },
      receive: async ({ body }) => arrivalOf(body),
      parse: ({ body }) => [JSON.parse(body) as InboundMessage],
      pull: (feed, cursor) => life.live('channel.pull', async () => channel.onPull(feed, cursor)),
      send: (reply) =>
        life.live('channel.send', async () => {
          const delivery = await channel.onSend(reply)
          channel.sent.push(reply)
          return delivery
        }),
      media: (ref) => life.live('channel.media', async () => channel.onMedia(ref)),
      readBack: async (reply) => channel.onReadBack(reply),
    },
  }
}

export function scriptedHelpdesk(): ScriptedHelpdesk {
  return {
    filings: [],
    notes: [],
    replies: [],
    onFile: () => undefined,
    onAttachment: () => ({
      name: 'b.png',
      contentType: 'image/png',
      bytes: new Uint8Array([9]),
    }),
  }
}

/** A repeat that says so is looked up first; one that does not is written again. */
function isRepeat(
  known: readonly { readonly id: string }[],
  { id, isRetry }: { readonly id: string; readonly isRetry: boolean },
): boolean {
  return isRetry && known.some((one) => one.id === id)
}

export function helpdeskDoors(
  script: ScriptedHelpdesk,
  tickets: Map<string, string>,
  life: Life,
): { helpdesk: Helpdesk; reader: HelpdeskReader } {
  async function fileOne(filing: Filing): Promise<FilingResult> {
    const scripted = await script.onFile(filing)
    if (scripted?.outcome === 'failed' && scripted.error.outcome === 'not_done') return scripted
    if (!isRepeat(script.filings, filing)) script.filings.push(filing)
    const { target } = filing
    const ticket =
      target.type === 'ticket'
        ? target.ticket.id
        : (tickets.get(filing.conversation) ?? String(100 + tickets.size))
    tickets.set(filing.conversation, ticket)
    return scripted ?? { id: filing.id, outcome: 'filed', ticket: { id: ticket } }
  }
  const helpdesk: Helpdesk = {
    kind: 'ticketing',
    file: (filings) => life.live('helpdesk.file', () => Promise.all(filings.map(fileOne))),
    note: (note) =>
      life.live('helpdesk.note', async () => {
        if (!isRepeat(script.notes, note)) script.notes.push(note)
      }),
    readReply: () =>
      Promise.reject(new RelayError('helpdesk.forged', 'The request did not verify.')),
  }
  const reader: HelpdeskReader = {
    async repliesAfter(ticket, after) {
      const own = script.replies.filter((reply) => (reply.ticket?.id ?? '100') === ticket.id)
      const from = after === undefined ? 0 : own.findIndex(({ id }) => id === after) + 1
      return { replies: own.slice(from), last: own.at(-1)?.id }
    },
    state: async (ticket) => ({ ticket, status: 'open', tags: [] }),
    attachment: async (ref) => script.onAttachment(ref),
    prepare: async () => ({ problems: [] }),
    probe: async () => [],
  }
  return { helpdesk, reader }
}
