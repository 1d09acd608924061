import styled from 'styled-components'
import { useTime, useWords } from '../../kit/i18n.tsx'
import type { Bubble } from '../lab-door.ts'
import { words } from '../words.ts'

const Row = styled.li`
  display: grid;
  justify-items: start;
  gap: 2px;

  &[data-mine='true'] {
    justify-items: end;
  }
`

const Words = styled.div`
  max-width: 82%;
  padding: 8px 12px;
  border-radius: 8px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  overflow-wrap: anywhere;
  white-space: pre-wrap;

  [data-mine='true'] > & {
    background: var(--wq-bubble);
    color: var(--wq-bubbleInk);
  }
`

const Time = styled.time`
  padding: 0 4px;
  color: var(--wq-soft);
  font-size: 11px;
`

const Picture = styled.img`
  display: block;
  max-width: 200px;
  max-height: 200px;
  border-radius: 6px;
`

const MenuItem = styled.button`
  display: block;
  padding: 4px 0;
  border: 0;
  background: none;
  color: var(--wq-accent);
  cursor: pointer;
  text-align: left;
`

const webOnly = /^https?:\/\//

function Media({ bubble }: { readonly bubble: Bubble }) {
  const t = useWords(words)
  const { mediaUrl, type } = bubble
  if (mediaUrl === undefined) return null
  if (type === 'voice')
    return (
      <audio
        controls
        preload="none"
        src={mediaUrl}
        aria-label={t('voice')}
        style={{ maxWidth: 220 }}
      />
    )
  if (type === 'video')
    return <video controls preload="none" src={mediaUrl} style={{ maxWidth: 220 }} />
  return <Picture src={mediaUrl} alt={t('picture')} />
}

function Card({ bubble }: { readonly bubble: Bubble }) {
  const { title, url } = bubble
  if (title === undefined && url === undefined) return null
  if (url !== undefined && webOnly.test(url)) {
    return (
      <a href={url} target="_blank" rel="noreferrer noopener" style={{ color: 'var(--wq-accent)' }}>
        {title ?? url}
      </a>
    )
  }
  return <span>{title}</span>
}

/** One message on the phone. Everything a customer or agent wrote is text, never markup. */
export function ChatBubble({
  bubble,
  onPick,
}: {
  readonly bubble: Bubble
  readonly onPick: (text: string, id: string) => void
}) {
  const time = useTime()
  const isMine = bubble.from === 'customer'
  return (
    <Row data-mine={isMine}>
      <Words>
        <Media bubble={bubble} />
        {bubble.text}
        {bubble.label !== undefined && `📍 ${bubble.label}`}
        <Card bubble={bubble} />
        {bubble.items?.map((item) => (
          <MenuItem
            key={item.id}
            type="button"
            onClick={() => onPick(item.content ?? item.text ?? '', item.id)}
          >
            {item.content ?? item.text}
          </MenuItem>
        ))}
      </Words>
      <Time dateTime={new Date(bubble.at).toISOString()}>{time(bubble.at)}</Time>
    </Row>
  )
}
