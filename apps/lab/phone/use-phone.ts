import { useRef, useState } from 'react'
import type { Lab, LabState, Person, TicketLine } from '../lab-door.ts'

export const screens = ['wechat', 'timeline', 'direct'] as const
export type Screen = (typeof screens)[number]
type Platform = 'wechat' | 'weibo'

export interface PhoneState {
  readonly screen: Screen
  readonly chosen: Readonly<Partial<Record<Platform, string>>>
}

export const platformOf = (screen: Screen): Platform => (screen === 'wechat' ? 'wechat' : 'weibo')

/** When the brand last wrote to somebody where this screen shows it, ms. */
export function lastWordAt(person: Person | undefined, screen: Screen): number {
  return (screen === 'timeline' ? person?.lastPublicAt : person?.lastBrandAt) ?? 0
}

/** Whose phone a ticket belongs to, read from the external id the relay gives its people. */
export function phoneOf(ticket: TicketLine, state: LabState): PhoneState | undefined {
  const id = ticket.requester.externalId ?? ''
  const [channel, ...rest] = id.split(':')
  if (channel === 'wechat') {
    const hex = rest.at(-1) ?? ''
    const person = state.customers.wechat.find((one) => hexOf(one.id) === hex)
    return person && { screen: 'wechat', chosen: { wechat: person.id } }
  }
  const person = state.customers.weibo.find((one) => one.id === rest.at(-1))
  const screen = ticket.tags.includes('weiqiao_private') ? 'direct' : 'timeline'
  return person && { screen, chosen: { weibo: person.id } }
}

function hexOf(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** Which phone lies on the table, which of its apps is open, and what its owner has not seen. */
export function usePhone(lab: Lab, state: LabState) {
  const [phone, setPhone] = useState<PhoneState>({ screen: 'wechat', chosen: {} })
  // What came before the page was opened counts as seen.
  const [openedAt] = useState(() => Date.now())
  const seen = useRef(new Map<string, number>())
  const idOn = (screen: Screen): string | undefined =>
    phone.chosen[platformOf(screen)] ?? state.customers[platformOf(screen)][0]?.id

  const people = state.customers[platformOf(phone.screen)]
  const owner = people.find(({ id }) => id === idOn(phone.screen))
  if (owner) seen.current.set(`${phone.screen} ${owner.id}`, lastWordAt(owner, phone.screen))

  const isNew = (person: Person | undefined, screen: Screen): boolean =>
    person !== undefined &&
    lastWordAt(person, screen) > (seen.current.get(`${screen} ${person.id}`) ?? openedAt)

  return {
    screen: phone.screen,
    people,
    owner,
    isNew,
    personOn: (screen: Screen) =>
      state.customers[platformOf(screen)].find(({ id }) => id === idOn(screen)),
    show: (screen: Screen) => setPhone((before) => ({ ...before, screen })),
    choose: (id: string) =>
      setPhone((before) => ({
        ...before,
        chosen: { ...before.chosen, [platformOf(before.screen)]: id },
      })),
    put: (next: PhoneState) =>
      setPhone((before) => ({ ...next, chosen: { ...before.chosen, ...next.chosen } })),
    async add(name: string): Promise<void> {
      const platform = platformOf(phone.screen)
      const { id } = await lab.post<{ id: string }>(`/${platform}/customers`, { name })
      setPhone((before) => ({ ...before, chosen: { ...before.chosen, [platform]: id } }))
    },
  }
}

export type PhoneDesk = ReturnType<typeof usePhone>
