import { useState, type FormEvent, type ReactNode } from 'react'
import styled from 'styled-components'
import { Button } from '../../kit/garden.ts'
import { useWords } from '../../kit/i18n.tsx'
import type { Lab } from '../lab-door.ts'
import { Pick, Problem } from '../parts.tsx'
import { useDeed } from '../use-deed.ts'
import { words } from '../words.ts'
import {
  kinds,
  kindsOf,
  matchOf,
  platforms,
  scopesOf,
  type Kind,
  type Platform,
  type Scope,
} from './fault-kinds.ts'

const Form = styled.form`
  display: flex;
  flex-wrap: wrap;
  align-items: flex-end;
  gap: 8px;
`

const Label = styled.label`
  display: grid;
  flex: 1 1 110px;
  gap: 2px;
  min-width: 0;
  color: var(--wq-soft);
  font-size: 12px;

  & > select {
    width: 100%;
    max-width: none;
    font-size: 14px;
  }
`

const often = ['1', '3', ''] as const

interface Choosing<T extends string> {
  readonly label: string
  readonly value: T
  readonly from: readonly T[]
  readonly name: (option: T) => ReactNode
  readonly onPick: (option: T) => void
}

function Choose<T extends string>({ label, value, from, name, onPick }: Choosing<T>) {
  return (
    <Label>
      {label}
      <Pick value={value} onChange={(event) => onPick(event.target.value as T)}>
        {from.map((option) => (
          <option key={option} value={option}>
            {name(option)}
          </option>
        ))}
      </Pick>
    </Label>
  )
}

function useChosen() {
  const [platform, setPlatform] = useState<Platform>('wechat')
  const [wantedKind, setKind] = useState<Kind>('hang')
  const [wantedScope, setScope] = useState<Scope>()
  const [times, setTimes] = useState<(typeof often)[number]>('1')
  // A choice that another one rules out gives way to the first that is left.
  const kind = kindsOf(platform).includes(wantedKind) ? wantedKind : 'hang'
  const offered = scopesOf(platform, kind)
  const scope = wantedScope && offered.includes(wantedScope) ? wantedScope : (offered[0] ?? 'all')
  const fault = {
    platform,
    match: matchOf(platform, scope),
    ...kinds[kind],
    ...(times !== '' && { count: Number(times) }),
  }
  return { platform, setPlatform, kind, setKind, scope, offered, setScope, times, setTimes, fault }
}

/** Which platform does what, to which requests, how often. */
export function FaultForm({ lab }: { readonly lab: Lab }) {
  const t = useWords(words)
  const chosen = useChosen()
  const deed = useDeed()
  function add(event: FormEvent): void {
    event.preventDefault()
    void deed.run(() => lab.post('/faults', chosen.fault))
  }
  return (
    <>
      <Form onSubmit={add}>
        <Choose
          label={t('platform')}
          value={chosen.platform}
          from={platforms}
          name={(name) => (name === 'zendesk' ? 'Zendesk' : t(name))}
          onPick={chosen.setPlatform}
        />
        <Choose
          label={t('kind')}
          value={chosen.kind}
          from={kindsOf(chosen.platform)}
          name={(name) => t(`kind${name}`)}
          onPick={chosen.setKind}
        />
        <Choose
          label={t('match')}
          value={chosen.scope}
          from={chosen.offered}
          name={(name) => t(`scope${name}`)}
          onPick={chosen.setScope}
        />
        <Choose
          label={t('times')}
          value={chosen.times}
          from={often}
          name={(name) => (name === '' ? t('untilRemoved') : t('timesOf', { n: name }))}
          onPick={chosen.setTimes}
        />
        <Button type="submit" size="small" disabled={deed.isRunning}>
          {t('addFault')}
        </Button>
      </Form>
      {deed.problem !== '' && <Problem>{t('notDone', { why: deed.problem })}</Problem>}
    </>
  )
}
