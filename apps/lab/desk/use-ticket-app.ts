import { useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { useColorScheme } from '../../kit/garden.ts'
import { useLanguage } from '../../kit/i18n.tsx'
import type { LabAgent, TicketLine } from '../lab-door.ts'
import { tellChange, type Draft } from './use-draft.ts'
import { zafHost, type ZafHost } from './zaf/host.ts'
import { ticketPaths, ticketSubject, type Notice } from './zaf/ticket-subject.ts'

/** This page's side of the app framework while a ticket is open. */
export function useZafHost(): ZafHost | undefined {
  const [host, setHost] = useState<ZafHost>()
  useEffect(() => {
    const made = zafHost(window)
    setHost(made)
    return () => made.close()
  }, [])
  return host
}

interface Inputs {
  readonly host: ZafHost | undefined
  readonly ticket: TicketLine
  readonly agent: LabAgent | undefined
  readonly draft: Draft
  readonly area: RefObject<HTMLTextAreaElement>
}

/** Where the cursor stands, or stood last; the focus stays where it is. */
function insert(draft: Draft, area: HTMLTextAreaElement | null, put: string): void {
  const { text } = draft.current()
  const [from, to] = [area?.selectionStart ?? text.length, area?.selectionEnd ?? text.length]
  draft.change({ text: text.slice(0, from) + put + text.slice(to) })
}

/** What the app beside a ticket sees of it, and what it may do to it. */
export function useTicketApp({ host, ...now }: Inputs) {
  const { colorScheme } = useColorScheme()
  const { locale } = useLanguage()
  const [height, setHeight] = useState<string>()
  const [notice, setNotice] = useState<Notice>()
  const newest = useRef({ ...now, colorScheme, locale })
  newest.current = { ...now, colorScheme, locale }

  const subject = useMemo(
    () =>
      ticketSubject({
        ticket: () => newest.current.ticket,
        agent: () => newest.current.agent,
        colorScheme: () => newest.current.colorScheme,
        locale: () => newest.current.locale,
        draft: () => newest.current.draft.current(),
        write: (part) => newest.current.draft.change(part),
        insert: (text) => insert(newest.current.draft, newest.current.area.current, text),
        resize: ({ height: wanted }) => setHeight(wanted),
        notify: setNotice,
      }),
    [],
  )

  useEffect(() => host?.emit('colorScheme.changed', colorScheme), [host, colorScheme])

  const seen = useRef(new Map<string, string>())
  useEffect(() => {
    const before = seen.current
    seen.current = new Map(ticketPaths.map((path) => [path, JSON.stringify(subject.get(path))]))
    if (before.size === 0) return
    for (const [path, value] of seen.current)
      if (before.get(path) !== value) tellChange(host, path, subject.get(path))
  }, [host, subject, now.ticket])
  useEffect(() => host?.emit('ticket.updated'), [host, now.ticket.updatedAt])

  return { subject, height, notice, onNoticeRead: () => setNotice(undefined) }
}
