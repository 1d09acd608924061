import styled from 'styled-components'
import { useWords } from '../../kit/i18n.tsx'
import { Icon, type IconName } from '../icons.tsx'
import { words } from '../words.ts'

const Dot = styled.span`
  display: inline-flex;
  flex: none;
  align-items: center;
  gap: 5px;
  color: var(--wq-soft);
  font-size: 12px;
  white-space: nowrap;

  &::before {
    width: 8px;
    height: 8px;
    border-radius: 2px;
    background: #87939d;
    content: '';
  }

  &[data-status='new']::before {
    background: #e8a313;
  }

  &[data-status='open']::before {
    background: #d93f4c;
  }

  &[data-status='pending']::before {
    background: #3091ec;
  }

  &[data-status='solved']::before {
    background: #2fa66f;
  }
`

const Pill = styled.span`
  display: inline-flex;
  flex: none;
  align-items: center;
  gap: 4px;
  padding: 0 7px 0 5px;
  border-radius: 9px;
  background: var(--wq-danger);
  color: var(--wq-dangerInk);
  font-size: 12px;
  font-weight: 600;
  line-height: 18px;
  white-space: nowrap;

  &[data-trouble='weiqiao_held'],
  &[data-trouble='weiqiao_unconfirmed'] {
    background: var(--wq-warning);
    color: var(--wq-warningInk);
  }
`

export function StatusDot({ status }: { readonly status: string }) {
  const t = useWords(words)
  return <Dot data-status={status}>{t(`status${status}` as keyof typeof words)}</Dot>
}

export type Trouble = 'weiqiao_held' | 'weiqiao_failed' | 'weiqiao_unconfirmed'

const troubles: Readonly<Record<Trouble, { word: keyof typeof words; icon: IconName }>> = {
  weiqiao_failed: { word: 'viewfailed', icon: 'close' },
  weiqiao_unconfirmed: { word: 'viewunconfirmed', icon: 'question' },
  weiqiao_held: { word: 'viewheld', icon: 'pause' },
}

/** What the relay's tags say about replies that did not arrive, worst first. */
export function troublesOf(tags: readonly string[]): readonly Trouble[] {
  return (Object.keys(troubles) as Trouble[]).filter((tag) => tags.includes(tag))
}

export function TroublePills({ tags }: { readonly tags: readonly string[] }) {
  const t = useWords(words)
  return (
    <>
      {troublesOf(tags).map((tag) => (
        <Pill key={tag} data-trouble={tag}>
          <Icon name={troubles[tag].icon} size={12} />
          {t(troubles[tag].word)}
        </Pill>
      ))}
    </>
  )
}
