import { useState } from 'react'
import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Icon } from '../icons.tsx'
import type { Fault, Lab } from '../lab-door.ts'
import { Panel, Quiet } from '../parts.tsx'
import { words } from '../words.ts'
import { FaultForm } from './FaultForm.tsx'
import { namesOf } from './fault-kinds.ts'

const Switch = styled.button`
  display: flex;
  align-items: center;
  gap: 8px;
  width: 100%;
  padding: 10px 16px;
  border: 0;
  background: transparent;
  cursor: pointer;
  text-align: left;

  &:hover {
    background: var(--wq-raised);
  }

  &:focus-visible {
    outline-offset: -3px;
  }

  & > :last-child {
    margin-left: auto;
  }

  @media (max-width: 959px) {
    pointer-events: none;

    & > :last-child {
      display: none;
    }
  }
`

const Title = styled.h2`
  font-size: 14px;
`

const Sum = styled.span`
  color: var(--wq-soft);
  font-size: 13px;

  &[data-broken='true'] {
    color: var(--wq-danger);
    font-weight: 600;
  }
`

/** Folded on a wide page, where it stands below the desk; a page of its own on a small one. */
const Inside = styled.div`
  display: grid;
  gap: 10px;
  padding: 4px 16px 14px;

  @media (min-width: 960px) {
    &[data-open='false'] {
      display: none;
    }
  }
`

const Active = styled.ul`
  display: grid;
  gap: 6px;
`

const Row = styled.li`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 4px 10px;
  padding: 4px 4px 4px 12px;
  border-radius: 8px;
  background: var(--wq-dangerSoft);
  color: var(--wq-danger);
  font-size: 13px;

  & > :last-child {
    margin-left: auto;
  }
`

function FaultRow({ fault, onRemove }: { readonly fault: Fault; readonly onRemove: () => void }) {
  const t = useWords(words)
  const { kind, scope } = namesOf(fault)
  const platform = fault.platform === 'zendesk' ? 'Zendesk' : t(fault.platform as 'wechat')
  return (
    <Row>
      <strong>
        {platform} · {kind ? t(`kind${kind}`) : fault.kind}
      </strong>
      <span>{scope ? t(`scope${scope}`) : fault.match}</span>
      <span>
        {fault.count === undefined ? t('untilRemoved') : t('timesLeft', { n: fault.count })}
      </span>
      <Quiet type="button" onClick={onRemove}>
        {t('removeFault')}
      </Quiet>
    </Row>
  )
}

/** Switches for what platforms do to each other on bad days. */
export function Faults({ lab, faults }: { readonly lab: Lab; readonly faults: readonly Fault[] }) {
  const t = useWords(words)
  const [isOpen, setOpen] = useState(false)
  const sum = faults.length === 0 ? t('noFaults') : t('someFaults', { n: faults.length })
  return (
    <Panel aria-label={t('faultTitle')}>
      <Switch type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="bolt" />
        <Title>{t('faultTitle')}</Title>
        <Sum data-broken={faults.length > 0}>{sum}</Sum>
        <Icon name="fold" />
      </Switch>
      <Inside data-open={isOpen}>
        <Sum>{t('faultHelp')}</Sum>
        <FaultForm lab={lab} />
        {faults.length > 0 && (
          <Active aria-label={t('faults')}>
            {faults.map((fault) => (
              <FaultRow
                key={fault.id}
                fault={fault}
                onRemove={() => void lab.remove(`/faults/${fault.id}`).catch(() => undefined)}
              />
            ))}
          </Active>
        )}
      </Inside>
    </Panel>
  )
}
