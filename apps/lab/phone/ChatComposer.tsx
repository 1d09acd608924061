import { useRef, useState, type FormEvent } from 'react'
import styled from 'styled-components'
import { Button } from '../../kit/garden.ts'
import { useWords } from '../../kit/i18n.tsx'
import type { Lab } from '../lab-door.ts'
import { Bar, Hidden, Line, Quiet } from '../parts.tsx'
import { words } from '../words.ts'
import { base64Of, samplePicture, sampleVoice } from '../samples.ts'

const Foot = styled.div`
  background: var(--wq-surface);
  border-top: 1px solid var(--wq-line);

  & > * {
    border-bottom: 0;
  }
`

interface Composing {
  readonly lab: Lab
  readonly base: string
  readonly channel: 'wechat' | 'weibo'
}

function Extras({ lab, base, channel }: Composing) {
  const t = useWords(words)
  const file = useRef<HTMLInputElement>(null)
  const send = (body: object): void => void lab.post(`${base}/messages`, body)
  const event = (name: string): object =>
    channel === 'wechat' ? { type: 'event', event: name } : { type: 'event', subtype: name }
  async function sendFile(picked: File): Promise<void> {
    send({
      type: 'image',
      base64: await base64Of(picked),
      contentType: picked.type,
      fileName: picked.name,
    })
  }
  return (
    <Bar>
      <Hidden
        as="input"
        type="file"
        accept="image/*"
        tabIndex={-1}
        aria-hidden="true"
        ref={file}
        onChange={(e: React.ChangeEvent<HTMLInputElement>) =>
          e.target.files?.[0] && void sendFile(e.target.files[0])
        }
      />
      <Quiet type="button" onClick={() => file.current?.click()}>
        {t('picture')}…
      </Quiet>
      <Quiet type="button" onClick={() => send({ type: 'image', ...samplePicture() })}>
        {t('samplePicture')}
      </Quiet>
      <Quiet type="button" onClick={() => send({ type: 'voice', ...sampleVoice })}>
        {t('voice')}
      </Quiet>
      <Quiet
        type="button"
        onClick={() =>
          send({
            type: channel === 'wechat' ? 'location' : 'position',
            latitude: 30.25,
            longitude: 120.17,
            label: '杭州市西湖区',
          })
        }
      >
        {t('place')}
      </Quiet>
      <Quiet
        type="button"
        onClick={() => send(event(channel === 'wechat' ? 'subscribe' : 'follow'))}
      >
        {t('follow')}
      </Quiet>
      <Quiet
        type="button"
        onClick={() => send(event(channel === 'wechat' ? 'unsubscribe' : 'unfollow'))}
      >
        {t('unfollow')}
      </Quiet>
    </Bar>
  )
}

/** What the customer types and sends. */
export function ChatComposer({ lab, base, channel }: Composing) {
  const t = useWords(words)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  function send(event: FormEvent): void {
    event.preventDefault()
    if (text.trim() === '') return
    void lab.post(`${base}/messages`, { type: 'text', text })
    setText('')
  }
  return (
    <Foot>
      <Bar as="form" onSubmit={send}>
        <Line
          aria-label={t('say')}
          placeholder={t('say')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Quiet
          type="button"
          aria-label={t('more')}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          ＋
        </Quiet>
        <Button size="small" isPrimary type="submit">
          {t('send')}
        </Button>
      </Bar>
      {isOpen && <Extras lab={lab} base={base} channel={channel} />}
    </Foot>
  )
}
