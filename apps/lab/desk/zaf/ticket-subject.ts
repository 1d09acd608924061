import type { LabAgent, TicketLine } from '../../lab-door.ts'
import type { Subject } from './calls.ts'
import { isFields, UnknownPath } from './protocol.ts'

/** An opened ticket and its composer, read afresh at every call. */
export interface TicketDoor {
  readonly ticket: () => TicketLine
  readonly agent: () => LabAgent | undefined
  readonly colorScheme: () => 'light' | 'dark'
  readonly locale: () => string
  readonly draft: () => {
    readonly text: string
    readonly isPublic: boolean
    readonly status?: string
    readonly uploads?: readonly { readonly name: string }[]
  }
  readonly write: (part: { readonly text?: string; readonly isPublic?: boolean }) => void
  /** Puts text where the cursor stands. */
  readonly insert: (text: string) => void
  /** CSS lengths, as the app asks for them. */
  readonly resize: (size: { readonly width?: string; readonly height?: string }) => void
  /** A line for the agent. */
  readonly notify: (notice: Notice) => void
}

export interface Notice {
  readonly text: string
  readonly kind: 'notice' | 'alert' | 'error'
}

type Getters = Readonly<Record<string, (door: TicketDoor) => unknown>>

const getters: Getters = {
  'ticket.id': ({ ticket }) => ticket().id,
  'ticket.subject': ({ ticket }) => ticket().subject,
  // What the agent has chosen to hand it in as, like the menu beside Zendesk's own button.
  'ticket.status': ({ ticket, draft }) => draft().status ?? ticket().status,
  'ticket.type': ({ ticket }) => ticket().type ?? null,
  'ticket.priority': ({ ticket }) => ticket().priority ?? null,
  'ticket.tags': ({ ticket }) => ticket().tags,
  'ticket.assignee': ({ ticket }) => ({ user: ticket().assignee ?? null, group: null }),
  'ticket.requester': ({ ticket }) => ticket().requester,
  'ticket.requester.name': ({ ticket }) => ticket().requester.name,
  'ticket.requester.externalId': ({ ticket }) => ticket().requester.externalId ?? null,
  'comment.text': ({ draft }) => draft().text,
  'comment.type': ({ draft }) => (draft().isPublic ? 'publicReply' : 'internalNote'),
  'comment.attachments': ({ draft }) =>
    (draft().uploads ?? []).map(({ name }) => ({ filename: name })),
  // The desk's composer is a plain one, as in accounts where rich text is off.
  'comment.useRichText': () => false,
  currentUser: ({ agent, locale }) => ({ ...agent(), locale: locale() }),
  'currentUser.id': ({ agent }) => agent()?.id,
  'currentUser.name': ({ agent }) => agent()?.name,
  'currentUser.locale': ({ locale }) => locale(),
  colorScheme: ({ colorScheme }) => colorScheme(),
}

function unknown(): never {
  throw new UnknownPath('is not available in this location')
}

function wantText(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('must be text')
  return value
}

function put(door: TicketDoor, path: string, value: unknown): unknown {
  if (path === 'comment.text') door.write({ text: wantText(value) })
  else if (path !== 'comment.type') unknown()
  else if (value !== 'publicReply' && value !== 'internalNote')
    throw new TypeError('must be publicReply or internalNote')
  else door.write({ isPublic: value === 'publicReply' })
  return value
}

const appending = ['comment.appendText', 'ticket.comment.appendText']

/** A plain composer takes HTML as the words in it; nothing in it runs, loads or is shown. */
function wordsOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const gone of body.querySelectorAll('script, style, template')) gone.remove()
  for (const line of body.querySelectorAll('br')) line.replaceWith('\n')
  const blocks = [...body.querySelectorAll('p, div, li')]
  for (const block of blocks) if (block !== blocks.at(-1)) block.append('\n')
  return body.textContent
}

function noticeOf(text: unknown, kind: unknown): Notice {
  const isKnown = kind === 'alert' || kind === 'error'
  return { text: wordsOf(wantText(text)), kind: isKnown ? kind : 'notice' }
}

function act(door: TicketDoor, action: string, [first, second]: readonly unknown[]): unknown {
  if (appending.includes(action)) door.write({ text: door.draft().text + wantText(first) })
  else if (action === 'ticket.editor.insert') door.insert(wordsOf(wantText(first)))
  else if (action === 'notify') door.notify(noticeOf(first, second))
  else if (action === 'resize' && isFields(first)) {
    const { width, height } = first
    door.resize({
      ...(typeof width === 'string' && { width }),
      ...(typeof height === 'string' && { height }),
    })
  } else unknown()
  return null
}

/** What an app may listen to as `{path}.changed`. */
export const ticketPaths: readonly string[] = Object.keys(getters).filter((path) =>
  path.startsWith('ticket.'),
)

/** What `ticket_sidebar` and `new_ticket_sidebar` offer an app. */
export function ticketSubject(door: TicketDoor): Subject {
  return {
    get: (path) => (Object.hasOwn(getters, path) ? getters[path]?.(door) : unknown()),
    set: (path, value) => put(door, path, value),
    invoke: (action, args) => act(door, action, args),
  }
}
