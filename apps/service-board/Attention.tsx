import { useId } from 'react'
import styled from 'styled-components'
import { readKpiAttention, type KpiAttention } from '../../server/api/kpi.ts'
import { figureText } from '../kit/figure-text.ts'
import { useLanguage, useWords } from '../kit/i18n.tsx'
import { AgeBadge } from './AgeBadge.tsx'
import { openTicket, useBoard } from './board.ts'
import { PanelState } from './PanelState.tsx'
import { Card, SectionTitle, Small } from './parts.tsx'
import { useNow } from './use-now.ts'
import { usePolled } from './use-polled.ts'
import { useStill } from './use-still.ts'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

const piles = [
  'unanswered',
  'uncoveredMentions',
  'closingWindows',
  'unconfirmedSends',
  'heldReplies',
  'overdueDispatches',
] as const
type PileName = (typeof piles)[number]
type Pile = KpiAttention[PileName]

const Box = styled(Card)`
  display: grid;
  gap: 10px;
`

const Head = styled.div`
  display: flex;
  align-items: baseline;
  justify-content: space-between;
  gap: 12px;
`

const Columns = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 172px), 1fr));
  gap: 12px 20px;
`

const Name = styled.h4`
  display: flex;
  align-items: baseline;
  gap: 8px;
  margin: 0;
  padding-bottom: 4px;
  border-bottom: 1px solid var(--wq-line);
  font-size: 13px;
  font-weight: 400;

  & > strong {
    margin-left: auto;
    font-size: 18px;
    font-variant-numeric: tabular-nums;
  }

  &[data-loud='true'] > strong {
    color: var(--wq-danger);
  }
`

/** Always as high: nothing below moves when a row comes or goes. */
const Rows = styled.ul`
  min-height: 135px;
`

const Line = styled.button`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 8px;
  width: calc(100% + 12px);
  min-height: 27px;
  padding: 2px 6px;
  margin: 0 -6px;
  border: 0;
  border-radius: 6px;
  background: transparent;
  cursor: pointer;
  font-size: 12px;
  font-variant-numeric: tabular-nums;
  text-align: left;

  &:hover:enabled {
    background: var(--wq-raised);
  }

  &:disabled {
    cursor: default;
  }

  & > :first-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`

const rowsShown = 5

function Entry({ name, row, now }: { name: PileName; row: Pile['rows'][number]; now: number }) {
  const t = useWords(words)
  const texts = useTexts()
  const { locale } = useLanguage()
  const { zaf, go } = useBoard()
  const { conversation, ticket, channel, account, since } = row
  const isDispatch = name === 'overdueDispatches'
  const ms = name === 'closingWindows' ? Date.parse(since) - now : now - Date.parse(since)
  const span = figureText(Math.max(0, ms), 'ms', locale)
  const isOver = name === 'closingWindows' && ms <= 0
  const waited = t(name === 'closingWindows' ? 'left' : 'waited', { span })
  const when = isOver ? t('over') : name === 'closingWindows' ? waited : span
  const named = ticket === null ? t('noTicket') : t('ticket', { id: ticket })
  const title = isDispatch ? account : named
  const from = isDispatch ? named : `${texts.value('channel', channel)} · ${account}`
  const open = (): void => {
    if (isDispatch) go({ page: 'incidents', incident: conversation })
    else if (ticket !== null) openTicket(zaf, ticket)
  }
  return (
    <li>
      <Line
        type="button"
        disabled={ticket === null && !isDispatch}
        title={`${from} · ${isOver ? when : waited}`}
        onClick={open}
      >
        <span>{title}</span>
        <Small>{when}</Small>
      </Line>
    </li>
  )
}

function PileList({ name, pile, now }: { name: PileName; pile: Pile; now: number }) {
  const t = useWords(words)
  const { shown, hold } = useStill(pile.rows)
  const rest = pile.total - Math.min(rowsShown, shown.length)
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <Name id={id} data-loud={pile.total > 0}>
        {t(name)} <strong>{pile.total}</strong>
      </Name>
      {/* Rows wait until nobody points at them. */}
      <Rows {...hold}>
        {shown.slice(0, rowsShown).map((row) => (
          <Entry key={`${row.conversation} ${row.since}`} name={name} row={row} now={now} />
        ))}
        {shown.length === 0 && (
          <Small as="li" style={{ lineHeight: '27px' }}>
            {t(`${name}None`)}
          </Small>
        )}
      </Rows>
      <Small>{rest > 0 && shown.length > 0 ? t('rest', { n: rest }) : '\u00a0'}</Small>
    </section>
  )
}

/** What needs a person now, the longest wait first. */
export function Attention() {
  const t = useWords(words)
  const { relay } = useBoard()
  const now = useNow(relay.now)
  const polled = usePolled(() => relay.call(readKpiAttention), 'attention')
  return (
    <PanelState polled={polled}>
      {(value) => (
        <Box aria-label={t('attention')}>
          <Head>
            <SectionTitle>{t('attention')}</SectionTitle>
            <AgeBadge asOf={value.asOf} />
          </Head>
          <Columns>
            {piles.map((name) => (
              <PileList key={name} name={name} pile={value[name]} now={now} />
            ))}
          </Columns>
        </Box>
      )}
    </PanelState>
  )
}
