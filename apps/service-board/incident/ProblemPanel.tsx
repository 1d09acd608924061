import { useId } from 'react'
import type { IncidentDetail } from '../../../server/api/incidents.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Act, Badge, Row } from '../../kit/parts.tsx'
import { openTicket, useBoard } from '../board.ts'
import { SectionTitle, Small } from '../parts.tsx'
import { useBoardMoments } from '../use-texts.ts'
import { oneIncidentWords } from './incident-words.ts'
import { Panel } from './parts.tsx'
import type { Acting } from './use-incident.ts'

/** Ties all tickets of the incident to one, in Zendesk's own way. */
export function ProblemPanel({
  incident,
  acting,
  isLead,
}: {
  readonly incident: IncidentDetail
  readonly acting: Acting
  readonly isLead: boolean
}) {
  const t = useWords(oneIncidentWords)
  const { zaf } = useBoard()
  const { moment } = useBoardMoments()
  const title = useId()
  const { problem, canLink } = incident
  return (
    <Panel aria-labelledby={title}>
      <SectionTitle id={title}>{t('problem')}</SectionTitle>
      {!problem && <Small>{t(canLink ? 'problemNone' : 'problemCannot')}</Small>}
      {!problem && canLink && isLead && (
        <Row>
          <Act
            type="button"
            data-main="true"
            disabled={acting.isBusy}
            onClick={() => void acting.act({ act: 'problem' })}
          >
            {t('problemMake')}
          </Act>
        </Row>
      )}
      {problem && (
        <Row>
          <Act type="button" onClick={() => openTicket(zaf, problem.ticket)}>
            {t('problemOpen', { id: problem.ticket })}
          </Act>
          <Badge data-tone="accent">{t('linked', { n: problem.linked })}</Badge>
          {problem.refused > 0 && <Badge>{t('refused', { n: problem.refused })}</Badge>}
          <Small>
            {t('byAt', { who: problem.by.name ?? '', when: moment(Date.parse(problem.at)) })}
          </Small>
        </Row>
      )}
    </Panel>
  )
}
