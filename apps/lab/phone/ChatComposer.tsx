import { useRef, useState, type FormEvent } from 'react'
import styled from 'styled-components'
import { Button } from '../../kit/garden.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Icon } from '../icons.tsx'
import { Bar, HiddenFile, Line, Problem, Quiet, Sign } from '../parts.tsx'
import { base64Of, samplePicture, sampleVoice } from '../samples.ts'
import { words } from '../words.ts'

const Foot = styled.div`
  background: var(--wq-surface);
  border-top: 1px solid var(--wq-line);

  & > * {
    border-bottom: 0;
  }
`

export interface Composing {
  readonly channel: 'wechat' | 'weibo'
  /** Sends one act; why it failed, or nothing. */
  readonly send: (act: object) => void
  readonly problem: string
}

function PickFile({ send }: Pick<Composing, 'send'>) {
  const t = useWords(words)
  const file = useRef<HTMLInputElement>(null)
  async function sendFile(picked: File): Promise<void> {
    const type = picked.type.startsWith('video/') ? 'video' : 'image'
    const base64 = await base64Of(picked)
    send({ type, base64, contentType: picked.type, fileName: picked.name })
  }
  return (
    <>
      <HiddenFile
        accept="image/*,video/mp4"
        ref={file}
        onChange={({ target }) => {
          if (target.files?.[0]) void sendFile(target.files[0])
          target.value = ''
        }}
      />
      <Quiet type="button" onClick={() => file.current?.click()}>
        {t('album')}
      </Quiet>
    </>
  )
}

const place = { latitude: 30.25, longitude: 120.17, label: '杭州市西湖区' }

function Extras({ channel, send }: Pick<Composing, 'channel' | 'send'>) {
  const t = useWords(words)
  const isWechat = channel === 'wechat'
  const { label, ...point } = place
  const acts = {
    samplePicture: () => ({ type: 'image', ...samplePicture() }),
    voice: () => ({ type: 'voice', ...sampleVoice() }),
    place: () =>
      isWechat ? { type: 'location', ...point, label } : { type: 'position', ...point },
    follow: () => ({
      type: 'event',
      ...(isWechat ? { event: 'subscribe' } : { subtype: 'follow' }),
    }),
    unfollow: () => ({
      type: 'event',
      ...(isWechat ? { event: 'unsubscribe' } : { subtype: 'unfollow' }),
    }),
  }
  return (
    <Bar style={{ paddingTop: 0 }}>
      <PickFile send={send} />
      {(Object.keys(acts) as (keyof typeof acts)[])
        .filter((name) => !(isWechat && name === 'follow'))
        .map((name) => (
          <Quiet key={name} type="button" onClick={() => send(acts[name]())}>
            {t(name)}
          </Quiet>
        ))}
    </Bar>
  )
}

/** What the customer types and sends. */
export function ChatComposer({ channel, send, problem }: Composing) {
  const t = useWords(words)
  const [text, setText] = useState('')
  const [isOpen, setIsOpen] = useState(false)
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (text.trim() === '') return
    send({ type: 'text', text })
    setText('')
  }
  return (
    <Foot>
      {problem !== '' && <Problem>{t('notDone', { why: problem })}</Problem>}
      <Bar as="form" onSubmit={submit} style={{ flexWrap: 'nowrap' }}>
        <Line
          aria-label={t('say')}
          placeholder={t('say')}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Sign
          type="button"
          aria-label={t('more')}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'close' : 'plus'} />
        </Sign>
        <Button size="small" isPrimary type="submit">
          {t('send')}
        </Button>
      </Bar>
      {isOpen && <Extras channel={channel} send={send} />}
    </Foot>
  )
}
