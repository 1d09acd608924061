import { useState } from 'react'
import styled from 'styled-components'
import { Button, Tag } from '../kit/garden.ts'
import { useWords } from '../kit/i18n.tsx'
import type { Fault, Lab } from './lab-door.ts'
import { Bar, Line, Panel, Pick, Quiet } from './parts.tsx'
import { words } from './words.ts'

const kinds = {
  delay: { kind: 'delay', ms: 3000 },
  status429: { kind: 'status', status: 429, retryAfter: 5 },
  status500: { kind: 'status', status: 500 },
  hang: { kind: 'hang' },
  drop_answer: { kind: 'drop_answer' },
  duplicate: { kind: 'duplicate' },
  reorder: { kind: 'reorder' },
  expire_token: { kind: 'expire_token' },
  close_window: { kind: 'close_window' },
} as const

type Kind = keyof typeof kinds

const Title = styled.h2`
  margin-right: auto;
  font-size: 14px;
`

const Active = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
  padding: 8px 12px;
`

function useFaultForm(lab: Lab) {
  const [platform, setPlatform] = useState('wechat')
  const [kind, setKind] = useState<Kind>('hang')
  const [match, setMatch] = useState('')
  const [count, setCount] = useState('1')
  async function add(): Promise<void> {
    const times = Number(count)
    await lab.post('/faults', {
      platform,
      match,
      ...kinds[kind],
      ...(times > 0 && { count: times }),
    })
  }
  return { platform, setPlatform, kind, setKind, match, setMatch, count, setCount, add }
}

/** Switches for what platforms do to each other on bad days. */
export function Faults({ lab, faults }: { readonly lab: Lab; readonly faults: readonly Fault[] }) {
  const t = useWords(words)
  const form = useFaultForm(lab)
  return (
    <Panel aria-label={t('faultTitle')}>
      <Bar
        as="form"
        onSubmit={(event: React.FormEvent) => (event.preventDefault(), void form.add())}
      >
        <Title title={t('faultHelp')}>{t('faultTitle')}</Title>
        <Pick
          aria-label={t('platform')}
          value={form.platform}
          onChange={(event) => form.setPlatform(event.target.value)}
        >
          <option value="wechat">{t('wechat')}</option>
          <option value="weibo">{t('weibo')}</option>
          <option value="zendesk">Zendesk</option>
        </Pick>
        <Pick
          aria-label={t('kind')}
          value={form.kind}
          onChange={(event) => form.setKind(event.target.value as Kind)}
        >
          {(Object.keys(kinds) as Kind[]).map((name) => (
            <option key={name} value={name}>
              {t(`kind${name}`)}
            </option>
          ))}
        </Pick>
        <Line
          style={{ flex: '0 1 140px' }}
          aria-label={t('match')}
          placeholder={t('matchHint')}
          value={form.match}
          onChange={(event) => form.setMatch(event.target.value)}
        />
        <Line
          style={{ flex: '0 0 64px' }}
          inputMode="numeric"
          aria-label={t('times')}
          title={t('timesHint')}
          value={form.count}
          onChange={(event) => form.setCount(event.target.value)}
        />
        <Button size="small" type="submit">
          {t('addFault')}
        </Button>
      </Bar>
      <Active aria-label={t('faults')}>
        {faults.length === 0 && <li style={{ color: 'var(--wq-soft)' }}>{t('noFaults')}</li>}
        {faults.map((fault) => (
          <li key={fault.id}>
            <Tag hue="red">
              {fault.platform} · {fault.kind} {fault.match}
            </Tag>{' '}
            <Quiet type="button" onClick={() => void lab.remove(`/faults/${fault.id}`)}>
              {t('removeFault')}
            </Quiet>
          </li>
        ))}
      </Active>
    </Panel>
  )
}
