import { useId } from 'react'
import type { IncidentDetail } from '../../../server/api/incidents.ts'
import { figureText } from '../../kit/figure-text.ts'
import { useLanguage, useWords } from '../../kit/i18n.tsx'
import { Act, Badge, Row } from '../../kit/parts.tsx'
import { openTicket, useBoard } from '../board.ts'
import { incidentWords } from '../incident-words.ts'
import { SectionTitle, Small } from '../parts.tsx'
import { oneIncidentWords } from './incident-words.ts'
import { Panel, People, Person, Quote } from './parts.tsx'

type Answers = IncidentDetail['answers']

function Odd({ odd }: Pick<Answers, 'odd'>) {
  const t = useWords(oneIncidentWords)
  const list = useWords(incidentWords)
  const { zaf } = useBoard()
  return (
    <>
      <Small>{t('odd')}</Small>
      <People>
        {odd.map(({ ticket, text, because }, i) => (
          <Person key={`${ticket ?? ''}-${i}`}>
            <Row>
              {ticket !== null && (
                <Act type="button" onClick={() => openTicket(zaf, ticket)}>
                  {list('ticket', { id: ticket })}
                </Act>
              )}
              <Badge data-tone="warning">{t(`odd_${because}`)}</Badge>
            </Row>
            <Quote>{text}</Quote>
          </Person>
        ))}
      </People>
    </>
  )
}

/** What its customers have been told so far, and whether it was the same. */
export function AnswersPanel({
  answers,
  onUse,
}: {
  readonly answers: Answers
  /** Absent: the viewer may not send. */
  readonly onUse?: ((text: string) => void) | undefined
}) {
  const t = useWords(oneIncidentWords)
  const { locale } = useLanguage()
  const title = useId()
  const { n, consistency, recommended, odd } = answers
  return (
    <Panel aria-labelledby={title}>
      <Row>
        <SectionTitle id={title}>{t('answers')}</SectionTitle>
        {n > 0 && <Badge>{t('answersN', { n })}</Badge>}
        {consistency !== null && (
          <Badge data-tone={odd.length > 0 ? 'warning' : 'accent'}>
            {t('consistency', { share: figureText(consistency, 'share', locale) })}
          </Badge>
        )}
      </Row>
      {recommended === null && <Small>{t('answersNone')}</Small>}
      {recommended !== null && (
        <>
          <Small>{t('recommended')}</Small>
          <Quote>{recommended.text}</Quote>
          {onUse && (
            <Row>
              <Act type="button" onClick={() => onUse(recommended.text)}>
                {t('use')}
              </Act>
            </Row>
          )}
        </>
      )}
      {odd.length > 0 && <Odd odd={odd} />}
    </Panel>
  )
}
