import { useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Icon } from '../icons.tsx'
import type { Bubble } from '../lab-door.ts'
import { LinkedText } from '../LinkedText.tsx'
import { words } from '../words.ts'

const Row = styled.li`
  display: flex;
  align-items: flex-start;
  gap: 8px;

  &[data-mine='true'] {
    flex-direction: row-reverse;
  }
`

const Face = styled.span`
  display: grid;
  flex: none;
  width: 34px;
  height: 34px;
  place-items: center;
  border-radius: 6px;
  background: var(--wq-accent);
  color: var(--wq-accentInk);
  font-size: 14px;

  [data-mine='true'] > & {
    background: var(--wq-soft);
    color: var(--wq-surface);
  }
`

const Words = styled.div`
  max-width: calc(100% - 84px);
  min-height: 34px;
  padding: 6px 12px;
  border-radius: 6px;
  background: var(--wq-surface);
  color: var(--wq-ink);
  overflow-wrap: anywhere;
  white-space: pre-wrap;

  [data-mine='true'] > & {
    background: var(--wq-bubble);
    color: var(--wq-bubbleInk);
  }

  /* Pictures have no bubble around them. */
  &[data-bare='true'] {
    padding: 0;
    overflow: hidden;
    background: transparent !important;
  }
`

const Notice = styled.li`
  padding: 0 24px;
  color: var(--wq-soft);
  font-size: 12px;
  text-align: center;
`

const Picture = styled.img`
  display: block;
  max-width: min(200px, 100%);
  max-height: 220px;
  border-radius: 6px;
`

const Film = styled.video`
  display: block;
  width: 200px;
  max-width: 100%;
  border-radius: 6px;
`

const Voice = styled.span`
  display: inline-flex;
  align-items: center;
  gap: 8px;
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

const Card = styled.a`
  display: block;
  color: var(--wq-accent);
  text-decoration: underline;
  text-underline-offset: 2px;

  [data-mine='true'] & {
    color: inherit;
  }
`

const webOnly = /^https?:\/\//
const bareTypes = ['image', 'video', 'shortvideo']

/** Phones record amr, which no browser plays: then the bubble is only a sign of it. */
function Sound({ url }: { readonly url: string }) {
  const t = useWords(words)
  const [isSilent, setSilent] = useState(false)
  if (isSilent) {
    return (
      <Voice>
        <Icon name="voice" />
        {t('voiceMessage')}
      </Voice>
    )
  }
  return (
    <audio
      controls
      preload="metadata"
      src={url}
      aria-label={t('voice')}
      style={{ display: 'block', width: 210, maxWidth: '100%', height: 36 }}
      onError={() => setSilent(true)}
    />
  )
}

function Media({ bubble }: { readonly bubble: Bubble }) {
  const t = useWords(words)
  const { mediaUrl, type } = bubble
  if (mediaUrl === undefined) return null
  if (type === 'voice') return <Sound url={mediaUrl} />
  if (type === 'video' || type === 'shortvideo') {
    return <Film controls preload="metadata" src={mediaUrl} aria-label={t('video')} />
  }
  return <Picture src={mediaUrl} alt={t('picture')} />
}

function Linked({ bubble }: { readonly bubble: Bubble }) {
  const { title, url, mediaUrl } = bubble
  if (mediaUrl !== undefined || (title === undefined && url === undefined)) return null
  if (url === undefined || !webOnly.test(url)) return <span>{title}</span>
  return (
    <Card href={url} target="_blank" rel="noreferrer noopener">
      {title ?? url}
    </Card>
  )
}

function Menu({ bubble, onPick }: { readonly bubble: Bubble; readonly onPick: OnPick }) {
  return bubble.items?.map((item) => {
    const text = item.content ?? item.text ?? ''
    return (
      <MenuItem key={item.id} type="button" onClick={() => onPick(text, item.id)}>
        {text}
      </MenuItem>
    )
  })
}

type OnPick = (text: string, id: string) => void

const isPlace = (type: string): boolean => type === 'location' || type === 'position'

/** One message on the phone. Everything a customer or agent wrote is text, never markup. */
export function ChatBubble({
  bubble,
  names,
  onPick,
}: {
  readonly bubble: Bubble
  readonly names: { readonly brand: string; readonly customer: string }
  readonly onPick: OnPick
}) {
  const t = useWords(words)
  if (bubble.type === 'notice') return <Notice>{bubble.text}</Notice>
  const isMine = bubble.from === 'customer'
  const name = isMine ? names.customer : names.brand
  const place = bubble.text ?? bubble.label ?? ''
  return (
    <Row data-mine={isMine}>
      <Face title={name} aria-label={name} role="img">
        {isMine ? ([...name].at(-1) ?? '') : [...name][0]}
      </Face>
      <Words data-bare={bareTypes.includes(bubble.type)}>
        <Media bubble={bubble} />
        {isPlace(bubble.type) ? (
          `📍 ${place === '' ? t('place') : place}`
        ) : (
          <LinkedText text={bubble.text ?? ''} />
        )}
        <Linked bubble={bubble} />
        <Menu bubble={bubble} onPick={onPick} />
      </Words>
    </Row>
  )
}
