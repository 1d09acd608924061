import { useState, type ReactNode } from 'react'
import type { IncidentDetail } from '../../../server/api/incidents.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Act, Badge, Notice, Row } from '../../kit/parts.tsx'
import { useBoard } from '../board.ts'
import { PanelState } from '../PanelState.tsx'
import { Column, Grid, Small } from '../parts.tsx'
import { AnswersPanel } from './AnswersPanel.tsx'
import { DispatchPanel } from './DispatchPanel.tsx'
import { oneIncidentWords } from './incident-words.ts'
import { ProblemPanel } from './ProblemPanel.tsx'
import { TellPanel } from './TellPanel.tsx'
import { useIncident, type Acting } from './use-incident.ts'

function Panels({
  incident,
  acting,
  card,
}: {
  readonly incident: IncidentDetail
  readonly acting: Acting
  readonly card: (incident: IncidentDetail) => ReactNode
}) {
  const t = useWords(oneIncidentWords)
  const { relay } = useBoard()
  const [answer, setAnswer] = useState('')
  const [result, setResult] = useState<string>()
  const role = relay.session().user?.role ?? 'agent'
  const isLead = role !== 'agent'
  const common = { incident, acting, isLead }
  const isBack = incident.state === 'returned' || incident.state === 'told'
  return (
    <Column>
      {incident.cluster === null ? <Notice>{t('over')}</Notice> : card(incident)}
      <Row>
        <Badge data-tone="accent">{t('people', { n: incident.people })}</Badge>
        {!isLead && <Small>{t('leadsOnly')}</Small>}
      </Row>
      {acting.refusal !== undefined && (
        <Notice role="alert" data-tone="danger">
          {acting.refusal === '' ? t('failed') : acting.refusal}
        </Notice>
      )}
      <Grid>
        <Column>
          <ProblemPanel {...common} />
          <DispatchPanel {...common} />
          <AnswersPanel answers={incident.answers} onUse={isLead ? setAnswer : undefined} />
        </Column>
        <Column>
          {isBack && (
            <TellPanel
              {...common}
              kind="result"
              text={result ?? incident.dispatch?.result ?? ''}
              onText={setResult}
            />
          )}
          <TellPanel {...common} kind="answer" text={answer} onText={setAnswer} />
        </Column>
      </Grid>
    </Column>
  )
}

/** One incident and everything that is done about it. */
export function OneIncident({
  id,
  card,
}: {
  readonly id: string
  readonly card: (incident: IncidentDetail) => ReactNode
}) {
  const t = useWords(oneIncidentWords)
  const { go } = useBoard()
  const { polled, acting } = useIncident(id)
  return (
    <Column>
      <Row>
        <Act type="button" onClick={() => go({ incident: undefined })}>
          ← {t('back')}
        </Act>
      </Row>
      <PanelState polled={polled}>
        {(incident) => <Panels incident={incident} acting={acting} card={card} />}
      </PanelState>
    </Column>
  )
}
