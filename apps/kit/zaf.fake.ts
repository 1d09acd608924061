import type { SaveAnswer, Zaf } from './zaf.ts'

/** What comes back of a request: as a success, or as a failure. */
export type FakeAnswer = { readonly ok: unknown } | { readonly fails: unknown }

export interface FakeZaf extends Zaf {
  /** What the host knows: change it, then `emit`. */
  readonly values: Map<string, unknown>
  readonly calls: { readonly action: string; readonly args: readonly unknown[] }[]
  emit(event: string, value?: unknown): void
  /** What the handlers of `ticket.save` answer, the first veto winning. */
  save(): Promise<SaveAnswer>
  /** The composer as if an agent typed into it. */
  type(text: string): void
  /** What `request` was asked, and how it answers; rejects until a test says. */
  readonly asked: Readonly<Record<string, unknown>>[]
  answer: (options: Readonly<Record<string, unknown>>) => Promise<FakeAnswer>
  /** What the admin filled in. */
  readonly known: Record<string, unknown>
}

/** A host that holds values and remembers what was asked of it. */
export function fakeZaf(
  values: Readonly<Record<string, unknown>> = {},
  location = 'ticket_sidebar',
): FakeZaf {
  const known = new Map<string, unknown>(
    Object.entries({
      'ticket.id': 7,
      'comment.text': '',
      'comment.type': 'publicReply',
      ...values,
    }),
  )
  const listeners = new Map<string, Set<(value: unknown) => unknown>>()
  const calls: FakeZaf['calls'] = []
  const savers = new Set<() => Promise<SaveAnswer>>()
  function emit(event: string, value?: unknown): void {
    for (const listener of [...(listeners.get(event) ?? [])]) listener(value)
  }
  const fake: FakeZaf = {
    location,
    account: typeof values['account'] === 'string' ? values['account'] : undefined,
    locale: values['currentUser.locale'] as string | undefined,
    values: known,
    calls,
    emit,
    get: async (path) => known.get(path),
    async set(path, value) {
      known.set(path, value)
      emit(`${path}.changed`, value)
    },
    async invoke(action, ...args) {
      calls.push({ action, args })
    },
    on(event, listener) {
      const these = listeners.get(event) ?? new Set()
      listeners.set(event, these.add(listener))
      return () => void these.delete(listener)
    },
    onSave(listener) {
      savers.add(listener)
      return () => void savers.delete(listener)
    },
    async save() {
      const answers = await Promise.all([...savers].map((saver) => saver().catch((): true => true)))
      return answers.find((answer) => answer !== true) ?? true
    },
    type(text) {
      known.set('comment.text', text)
      emit('comment.text.changed', text)
    },
    known: {},
    settings: async () => fake.known,
    asked: [],
    answer: async () => ({ fails: { status: 0, statusText: 'error' } }),
    async request(options) {
      fake.asked.push(options)
      const answer = await fake.answer(options)
      if ('fails' in answer) throw answer.fails
      return answer.ok
    },
  }
  return fake
}
