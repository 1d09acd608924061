import styled from 'styled-components'
import { Tag } from '../../kit/garden.ts'
import { useTime, useWords } from '../../kit/i18n.tsx'
import type { TicketLine } from '../lab-door.ts'
import { words } from '../words.ts'

const Row = styled.button`
  display: grid;
  gap: 2px;
  width: 100%;
  padding: 10px 12px;
  border: 0;
  border-bottom: 1px solid var(--wq-line);
  background: transparent;
  cursor: pointer;
  text-align: left;

  &:hover {
    background: var(--wq-raised);
  }

  &[aria-current='true'] {
    background: var(--wq-accentSoft);
  }
`

const Subject = styled.span`
  overflow: hidden;
  font-weight: 600;
  text-overflow: ellipsis;
  white-space: nowrap;
`

const Soft = styled.span`
  display: flex;
  align-items: center;
  gap: 6px;
  overflow: hidden;
  color: var(--wq-soft);
  font-size: 12px;
  white-space: nowrap;
`

const hues = {
  new: 'yellow',
  open: 'red',
  pending: 'blue',
  hold: 'grey',
  solved: 'green',
  closed: 'grey',
} as const

export function StatusTag({ status }: { readonly status: string }) {
  const t = useWords(words)
  const hue = (
    hues as Partial<Record<string, (typeof hues)['new' | 'open' | 'pending' | 'hold' | 'solved']>>
  )[status]
  return (
    <Tag size="small" isPill {...(hue && { hue })}>
      {t(`status${status}` as keyof typeof words)}
    </Tag>
  )
}

const warnings = {
  weiqiao_held: 'viewheld',
  weiqiao_failed: 'viewfailed',
  weiqiao_unconfirmed: 'viewunconfirmed',
} as const

/** What went wrong with a reply, as the tags say. */
export function Warnings({ tags }: { readonly tags: readonly string[] }) {
  const t = useWords(words)
  return (
    <>
      {(Object.keys(warnings) as (keyof typeof warnings)[])
        .filter((tag) => tags.includes(tag))
        .map((tag) => (
          <Tag key={tag} size="small" hue="red">
            {t(warnings[tag])}
          </Tag>
        ))}
    </>
  )
}

export function TicketRow({
  ticket,
  isOpen,
  onOpen,
}: {
  readonly ticket: TicketLine
  readonly isOpen: boolean
  readonly onOpen: () => void
}) {
  const time = useTime()
  return (
    <li>
      <Row type="button" aria-current={isOpen} onClick={onOpen}>
        <Subject>{ticket.subject}</Subject>
        <Soft>
          <StatusTag status={ticket.status} />
          <Warnings tags={ticket.tags} />
          {ticket.requester.name}
          <span style={{ marginLeft: 'auto' }}>{time(new Date(ticket.updatedAt).getTime())}</span>
        </Soft>
      </Row>
    </li>
  )
}
