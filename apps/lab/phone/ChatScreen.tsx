import { useEffect, useRef } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Empty, Failure, Loading } from '../../kit/states.tsx'
import type { Chat, Lab } from '../lab-door.ts'
import { Scroll } from '../parts.tsx'
import { useLive } from '../use-live.ts'
import { words } from '../words.ts'
import { ChatBubble } from './ChatBubble.tsx'
import { ChatComposer } from './ChatComposer.tsx'

const Talk = styled.ol`
  display: grid;
  gap: 12px;
  padding: 16px 12px;
`

const Window = styled.p`
  padding: 4px 12px;
  color: var(--wq-soft);
  font-size: 12px;
  text-align: center;
`

function windowText(t: ReturnType<typeof useWords<typeof words>>, chat: Chat): string {
  const { window: open } = chat
  if (!open || open.deadline === null || open.deadline < Date.now()) return t('windowClosed')
  return open.remaining === null ? t('windowOpen') : t('windowLeft', { n: open.remaining })
}

function Talking({
  chat,
  lab,
  base,
}: {
  readonly chat: Chat
  readonly lab: Lab
  readonly base: string
}) {
  const t = useWords(words)
  const end = useRef<HTMLLIElement>(null)
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' })
  }, [chat.messages.length])
  return (
    <>
      <Scroll>
        {chat.messages.length === 0 && <Empty text={t('noChat')} />}
        <Talk aria-label={t('conversation')} aria-live="polite">
          {chat.messages.map((bubble) => (
            <ChatBubble
              key={bubble.id}
              bubble={bubble}
              onPick={(text, id) =>
                void lab.post(`${base}/messages`, { type: 'text', text, menuId: id })
              }
            />
          ))}
          <li ref={end} aria-hidden="true" />
        </Talk>
      </Scroll>
      <Window>{chat.typing ? t('typing') : windowText(t, chat)}</Window>
    </>
  )
}

/** A conversation with the brand: WeChat, or private messages on Weibo. */
export function ChatScreen({
  lab,
  channel,
  customer,
}: {
  readonly lab: Lab
  readonly channel: 'wechat' | 'weibo'
  readonly customer: string
}) {
  const t = useWords(words)
  const base = `/${channel}/customers/${customer}`
  const live = useLive<Chat>(lab, `${base}/${channel === 'wechat' ? 'chat' : 'messages'}`)
  return (
    <>
      {live.state === 'loading' && <Loading label={t('loading')} />}
      {live.state === 'failed' && (
        <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
      )}
      {live.state === 'ready' && <Talking chat={live.value} lab={lab} base={base} />}
      <ChatComposer lab={lab} base={base} channel={channel} />
    </>
  )
}
