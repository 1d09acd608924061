import { useState } from 'react'
import type { IncidentDetail } from '../../../server/api/incidents.ts'
import { figureText } from '../../kit/figure-text.ts'
import { useLanguage, useWords } from '../../kit/i18n.tsx'
import { Act, Badge, Row } from '../../kit/parts.tsx'
import { openTicket, useBoard } from '../board.ts'
import { incidentWords } from '../incident-words.ts'
import { Small } from '../parts.tsx'
import { useTexts } from '../use-texts.ts'
import { oneIncidentWords } from './incident-words.ts'
import { People, Person, Progress, Quote } from './parts.tsx'
import type { Acting } from './use-incident.ts'

type Telling = NonNullable<IncidentDetail['answer']>
const piles = ['waiting', 'underWay', 'held', 'notSent', 'leftOut'] as const

function Everybody({ people }: Pick<Telling, 'people'>) {
  const t = useWords(oneIncidentWords)
  const list = useWords(incidentWords)
  const texts = useTexts()
  const { zaf } = useBoard()
  return (
    <People>
      {people.map(({ conversation, ticket, channel, place, followers, state, leftOut }) => (
        <Person key={conversation}>
          <Row>
            {ticket === null ? (
              <Small>{list('noTicket')}</Small>
            ) : (
              <Act type="button" onClick={() => openTicket(zaf, ticket)}>
                {list('ticket', { id: ticket })}
              </Act>
            )}
            <Small>{texts.value('channel', channel)}</Small>
            {place !== null && <Small>{place}</Small>}
            {followers !== null && <Small>{t('followers', { n: followers })}</Small>}
            <Badge
              data-tone={state === 'sent' ? 'accent' : state === 'waiting' ? undefined : 'warning'}
            >
              {t(`one_${state}`)}
            </Badge>
            {leftOut !== null && <Small>{t(`why_${leftOut}`)}</Small>}
          </Row>
        </Person>
      ))}
    </People>
  )
}

/** How far it is: who has it, who waits, who cannot be told, and how long it still takes. */
export function TellingView({
  telling,
  acting,
  isLead,
}: {
  readonly telling: Telling
  readonly acting: Acting
  readonly isLead: boolean
}) {
  const t = useWords(oneIncidentWords)
  const { locale } = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const { kind, text, state, counts, remainingMs, people } = telling
  const of = counts.total - counts.leftOut
  const done = t('progress', { n: counts.sent, of })
  return (
    <>
      <Quote>{text}</Quote>
      <Progress label={done} n={counts.sent} of={of} />
      <Row>
        <Badge data-tone="accent">{t(`telling_${state}`)}</Badge>
        <Small>{done}</Small>
        {piles
          .filter((name) => counts[name] > 0)
          .map((name) => (
            <Badge
              key={name}
              data-tone={name === 'held' || name === 'notSent' ? 'warning' : undefined}
            >
              {t(`is_${name}`, { n: counts[name] })}
            </Badge>
          ))}
        {state === 'running' && remainingMs > 0 && (
          <Small>{t('remaining', { span: figureText(remainingMs, 'ms', locale) })}</Small>
        )}
      </Row>
      <Row>
        {state === 'running' && isLead && (
          <Act
            type="button"
            disabled={acting.isBusy}
            onClick={() => void acting.act({ act: 'stop', kind })}
          >
            {t('stop')}
          </Act>
        )}
        <Act type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t(isOpen ? 'hidePeople' : 'showPeople')}
        </Act>
      </Row>
      {isOpen && <Everybody people={people} />}
    </>
  )
}
