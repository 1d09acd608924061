import { useRef, useState } from 'react'
import { readKpiTickets, type KpiTickets } from '../../server/api/kpi.ts'
import { useWords } from '../kit/i18n.tsx'
import { Act, Field, Row } from '../kit/parts.tsx'
import { openNewTicket, openTicket, queryOf, useBoard, type Shown } from './board.ts'
import { PanelState } from './PanelState.tsx'
import { Lead, SectionTitle, Small } from './parts.tsx'
import { usePolled } from './use-polled.ts'
import { useTexts } from './use-texts.ts'
import { words } from './words.ts'

type DispatchShown = Extract<Shown, { kind: 'dispatch' }>
const listed = 50
const linked = 12

function ticketsIn({ rows }: KpiTickets): readonly string[] {
  return [...new Set(rows.flatMap(({ ticket }) => ticket ?? []))]
}

/** Copies first: what Zendesk cannot be given by hand is at least in the clipboard. */
function useHandOver(text: string) {
  const { zaf } = useBoard()
  const field = useRef<HTMLTextAreaElement>(null)
  const [outcome, setOutcome] = useState<
    'dispatchOpened' | 'dispatchNotOpened' | 'dispatchNotCopied'
  >()
  async function handOver(): Promise<void> {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    )
    // A frame may not be allowed to copy: then it is one key away.
    if (!isCopied) field.current?.focus()
    const isOpened = isCopied && (await openNewTicket(zaf))
    setOutcome(!isCopied ? 'dispatchNotCopied' : isOpened ? 'dispatchOpened' : 'dispatchNotOpened')
  }
  return { field, outcome, handOver: () => void handOver() }
}

function Evidence({ shown, found }: { readonly shown: DispatchShown; readonly found: KpiTickets }) {
  const t = useWords(words)
  const { zaf } = useBoard()
  const { subject, facts } = shown.dispatched
  const tickets = ticketsIn(found)
  const list = tickets.length === 0 ? [] : [t('dispatchTickets', { ids: tickets.join(', ') })]
  const text = [subject, ...facts, ...list].join('\n')
  const { field, outcome, handOver } = useHandOver(text)
  return (
    <>
      <Field
        ref={field}
        readOnly
        rows={8}
        aria-label={t('dispatchText')}
        value={text}
        onFocus={({ target }) => target.select()}
      />
      <Row>
        <Act type="button" data-main="true" onClick={handOver}>
          {t('dispatchOpen')}
        </Act>
        <Small role="status">{outcome === undefined ? '' : t(outcome)}</Small>
      </Row>
      <SectionTitle>{t('tickets')}</SectionTitle>
      {tickets.length === 0 && <Small>{t('dispatchNoTickets')}</Small>}
      <Row>
        {tickets.slice(0, linked).map((id) => (
          <Act key={id} type="button" onClick={() => openTicket(zaf, id)}>
            {t('ticket', { id })}
          </Act>
        ))}
      </Row>
    </>
  )
}

/** From a hot spot to the one who can act on it: what is known, the tickets that speak for it, and a new ticket. */
export function DispatchView({ shown }: { readonly shown: DispatchShown }) {
  const t = useWords(words)
  const texts = useTexts()
  const { relay, bounds, address } = useBoard()
  const { metric, dispatched } = shown
  const query = {
    ...queryOf(bounds, address),
    ...dispatched.only,
    metric: metric.id,
    part: metric.parts[0] ?? '',
    limit: String(listed),
  }
  const key = JSON.stringify(query)
  const polled = usePolled(() => relay.call(readKpiTickets, { query }), key, 'once')
  return (
    <>
      <Lead>{t('dispatchLead')}</Lead>
      <Small>{texts.say(metric.title)}</Small>
      <PanelState polled={polled}>{(found) => <Evidence shown={shown} found={found} />}</PanelState>
    </>
  )
}
