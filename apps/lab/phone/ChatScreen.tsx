import { Fragment } from 'react'
import styled from 'styled-components'
import { Button } from '../../kit/garden.ts'
import { useWords } from '../../kit/i18n.tsx'
import { useMoments } from '../../kit/moment.ts'
import { Empty, Failure, Loading } from '../../kit/states.tsx'
import { Icon } from '../icons.tsx'
import type { Chat, Lab } from '../lab-door.ts'
import { News, Scroll } from '../parts.tsx'
import { useDeed } from '../use-deed.ts'
import { useLive } from '../use-live.ts'
import { useStickToEnd } from '../use-stick-to-end.ts'
import { words } from '../words.ts'
import { ChatBubble } from './ChatBubble.tsx'
import { ChatComposer } from './ChatComposer.tsx'

const Frame = styled.div`
  position: relative;
  display: flex;
  flex: 1;
  flex-direction: column;
  min-height: 0;
`

const Talk = styled.ol`
  display: grid;
  gap: 12px;
  padding: 12px 10px 16px;
`

const Soft = styled.li`
  color: var(--wq-soft);
  font-size: 12px;
  text-align: center;
`

const Window = styled.p`
  padding: 4px 12px;
  color: var(--wq-soft);
  font-size: 12px;
  text-align: center;
`

const Away = styled.div`
  display: grid;
  gap: 8px;
  justify-items: center;
  padding: 16px;
  background: var(--wq-surface);
  color: var(--wq-soft);
`

/** A longer silence than this is worth a time of day. */
const silenceMs = 5 * 60_000

function windowText(t: ReturnType<typeof useWords<typeof words>>, chat: Chat): string {
  const { window: open } = chat
  if (!open || open.deadline === null || open.deadline < Date.now()) return t('windowClosed')
  return open.remaining === null ? t('windowOpen') : t('windowLeft', { n: open.remaining })
}

interface Talking {
  readonly chat: Chat
  readonly names: { readonly brand: string; readonly customer: string }
  readonly send: (act: object) => void
}

function Bubbles({ chat, names, send }: Talking) {
  const { day, time, isSameDay } = useMoments()
  return chat.messages.map((bubble, index) => {
    const before = chat.messages[index - 1]?.at ?? 0
    const isNewDay = !isSameDay(before, bubble.at)
    return (
      <Fragment key={bubble.id}>
        {(isNewDay || bubble.at - before > silenceMs) && (
          <Soft>
            <time dateTime={new Date(bubble.at).toISOString()}>
              {isNewDay && `${day(bubble.at)} `}
              {time(bubble.at)}
            </time>
          </Soft>
        )}
        <ChatBubble
          bubble={bubble}
          names={names}
          onPick={(text, menuId) => send({ type: 'text', text, menuId })}
        />
      </Fragment>
    )
  })
}

function Transcript({ chat, names, send }: Talking) {
  const t = useWords(words)
  const end = useStickToEnd(chat.messages.length)
  return (
    <>
      <Frame>
        <Scroll
          ref={end.box}
          onScroll={end.onScroll}
          tabIndex={0}
          role="log"
          aria-label={t('conversation')}
        >
          {chat.messages.length === 0 ? (
            <Empty text={t('noChat')} />
          ) : (
            <Talk>
              <Bubbles chat={chat} names={names} send={send} />
            </Talk>
          )}
        </Scroll>
        {end.hasNews && (
          <News type="button" style={{ bottom: 8 }} onClick={end.toEnd}>
            <Icon name="down" size={14} />
            {t('newMessages')}
          </News>
        )}
      </Frame>
      <Window>{chat.typing ? t('typing') : windowText(t, chat)}</Window>
    </>
  )
}

/** A conversation with the brand: WeChat, or private messages on Weibo. */
export function ChatScreen({
  lab,
  channel,
  customer,
  names,
}: {
  readonly lab: Lab
  readonly channel: 'wechat' | 'weibo'
  readonly customer: string
  readonly names: Talking['names']
}) {
  const t = useWords(words)
  const base = `/${channel}/customers/${customer}`
  const live = useLive<Chat>(lab, `${base}/${channel === 'wechat' ? 'chat' : 'messages'}`)
  const deed = useDeed()
  const send = (act: object): void => void deed.run(() => lab.post(`${base}/messages`, act))
  const hasLeft = live.state === 'ready' && live.value.isFollowing === false
  return (
    <>
      {live.state === 'loading' && <Loading label={t('loading')} />}
      {live.state === 'failed' && (
        <Failure text={t('failed')} again={t('again')} onAgain={live.again} />
      )}
      {live.state === 'ready' && <Transcript chat={live.value} names={names} send={send} />}
      {hasLeft ? (
        <Away>
          {t('hasLeft')}
          <Button size="small" onClick={() => send({ type: 'event', event: 'subscribe' })}>
            {t('follow')}
          </Button>
        </Away>
      ) : (
        <ChatComposer channel={channel} send={send} problem={deed.problem} />
      )}
    </>
  )
}
