import styled from 'styled-components'
import { readKpiTickets, type KpiTickets } from '../../server/api/kpi.ts'
import { useWords } from '../kit/i18n.tsx'
import { openTicket, queryOf, useBoard, type Shown } from './board.ts'
import { PanelState } from './PanelState.tsx'
import { Small } from './parts.tsx'
import { usePolled } from './use-polled.ts'
import { useBoardMoments, useTexts } from './use-texts.ts'
import { words } from './words.ts'

const List = styled.ul`
  display: grid;
`

const Line = styled.button`
  display: grid;
  grid-template-columns: minmax(0, 1fr) auto;
  gap: 0 12px;
  width: calc(100% + 16px);
  margin: 0 -8px;
  padding: 7px 8px;
  border: 0;
  border-top: 1px solid var(--wq-grid);
  background: transparent;
  cursor: pointer;
  font-size: 13px;
  font-variant-numeric: tabular-nums;
  text-align: left;

  &:hover:enabled {
    background: var(--wq-raised);
  }

  &:disabled {
    cursor: default;
  }

  & > strong {
    font-weight: 600;
    text-align: right;
  }
`

type TicketsShown = Extract<Shown, { kind: 'tickets' }>
const listed = 200

function Entry({ row, shown }: { row: KpiTickets['rows'][number]; shown: TicketsShown }) {
  const t = useWords(words)
  const texts = useTexts()
  const { zaf } = useBoard()
  const { moment } = useBoardMoments()
  const { unit } = shown.metric
  const { ticket, channel, account, at, value } = row
  const adds =
    unit === 'share'
      ? t(value >= 1 ? 'hit' : 'miss')
      : unit === 'count'
        ? t('counted')
        : texts.figure(value, unit)
  return (
    <li>
      <Line
        type="button"
        disabled={ticket === null}
        onClick={() => ticket !== null && openTicket(zaf, ticket)}
      >
        <span>{ticket === null ? t('noTicket') : t('ticket', { id: ticket })}</span>
        <strong>{adds}</strong>
        <Small>{`${texts.value('channel', channel)} · ${account}`}</Small>
        <Small>{moment(Date.parse(at))}</Small>
      </Line>
    </li>
  )
}

/** Why some of them open nothing. */
function Unlinked({ rows }: Pick<KpiTickets, 'rows'>) {
  const t = useWords(words)
  const n = rows.filter(({ ticket }) => ticket === null).length
  return n === 0 ? null : <Small>{t('noTicketWhy', { n })}</Small>
}

/** The tickets a figure was made of; each opens in Zendesk. Asked once: a list that is read does not move. */
export function TicketsView({ shown }: { readonly shown: TicketsShown }) {
  const t = useWords(words)
  const { relay, bounds, address } = useBoard()
  const { metric, part, only } = shown
  const query = {
    ...queryOf(bounds, address),
    ...only,
    metric: metric.id,
    part,
    limit: String(listed),
  }
  const polled = usePolled(
    () => relay.call(readKpiTickets, { query }),
    JSON.stringify(query),
    'once',
  )
  return (
    <PanelState polled={polled} isEmpty={({ rows }) => rows.length === 0} empty={t('noTickets')}>
      {({ total, rows }) => (
        <>
          <Small>{t('ticketsTotal', { total, shown: rows.length })}</Small>
          <Unlinked rows={rows} />
          <List>
            {rows.map((row) => (
              <Entry key={`${row.conversation} ${row.at} ${row.value}`} row={row} shown={shown} />
            ))}
          </List>
        </>
      )}
    </PanelState>
  )
}
