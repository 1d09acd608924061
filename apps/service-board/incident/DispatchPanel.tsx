import { useId, useState, type FormEvent } from 'react'
import type { IncidentDetail } from '../../../server/api/incidents.ts'
import { useWords } from '../../kit/i18n.tsx'
import { Act, Badge, Choice, Field, Line, Row } from '../../kit/parts.tsx'
import { useBoard } from '../board.ts'
import { SectionTitle, Small } from '../parts.tsx'
import { useBoardMoments } from '../use-texts.ts'
import { oneIncidentWords } from './incident-words.ts'
import { Beside, Form, Labelled, Panel, Quote } from './parts.tsx'
import type { Acting } from './use-incident.ts'

const hourMs = 3_600_000
const hours = [2, 4, 8, 24, 48, 72] as const

function OrderForm({ acting }: { readonly acting: Acting }) {
  const t = useWords(oneIncidentWords)
  const { relay } = useBoard()
  const [owner, setOwner] = useState('')
  const [within, setWithin] = useState(4)
  const [note, setNote] = useState('')
  function submit(event: FormEvent): void {
    event.preventDefault()
    const dueAt = new Date(relay.now() + within * hourMs).toISOString()
    void acting.act({ act: 'dispatch', owner: owner.trim(), dueAt, note: note.trim() })
  }
  return (
    <Form onSubmit={submit}>
      <Beside>
        <Labelled>
          {t('owner')}
          <Line value={owner} maxLength={100} onChange={({ target }) => setOwner(target.value)} />
        </Labelled>
        <Labelled>
          {t('due')}
          <Choice value={within} onChange={({ target }) => setWithin(Number(target.value))}>
            {hours.map((n) => (
              <option key={n} value={n}>
                {t('dueIn', { n })}
              </option>
            ))}
          </Choice>
        </Labelled>
      </Beside>
      <Labelled>
        {t('note')}
        <Field
          rows={2}
          value={note}
          maxLength={2000}
          onChange={({ target }) => setNote(target.value)}
        />
      </Labelled>
      <Row>
        <Act type="submit" data-main="true" disabled={acting.isBusy || owner.trim() === ''}>
          {t('dispatchNow')}
        </Act>
      </Row>
    </Form>
  )
}

/** Again is rare: it opens when asked for. */
function AgainForm({ acting }: { readonly acting: Acting }) {
  const t = useWords(oneIncidentWords)
  const [isOpen, setOpen] = useState(false)
  if (isOpen) return <OrderForm acting={acting} />
  return (
    <Row>
      <Act type="button" aria-expanded={false} onClick={() => setOpen(true)}>
        {t('dispatchAgain')}
      </Act>
    </Row>
  )
}

function ReturnForm({ acting }: { readonly acting: Acting }) {
  const t = useWords(oneIncidentWords)
  const [result, setResult] = useState('')
  function submit(event: FormEvent): void {
    event.preventDefault()
    void acting.act({ act: 'return', result: result.trim() })
  }
  return (
    <Form onSubmit={submit}>
      <Labelled>
        {t('result')}
        <Field
          rows={2}
          value={result}
          maxLength={2000}
          onChange={({ target }) => setResult(target.value)}
        />
      </Labelled>
      <Row>
        <Act type="submit" data-main="true" disabled={acting.isBusy || result.trim() === ''}>
          {t('returnNow')}
        </Act>
      </Row>
    </Form>
  )
}

function Order({ dispatch }: { readonly dispatch: NonNullable<IncidentDetail['dispatch']> }) {
  const t = useWords(oneIncidentWords)
  const { moment } = useBoardMoments()
  const { owner, dueAt, note, at, by, returnedAt, result, isOverdue } = dispatch
  return (
    <>
      <Row>
        <strong>{owner}</strong>
        {returnedAt === null ? (
          <Badge data-tone={isOverdue ? 'danger' : 'accent'}>
            {t('dueAt', { when: moment(Date.parse(dueAt)) })}
          </Badge>
        ) : (
          <Badge data-tone="accent">
            {t('returnedAt', { when: moment(Date.parse(returnedAt)) })}
          </Badge>
        )}
        {isOverdue && <Badge data-tone="danger">{t('overdue')}</Badge>}
        <Small>{t('byAt', { who: by.name ?? '', when: moment(Date.parse(at)) })}</Small>
      </Row>
      {note !== '' && <Quote>{note}</Quote>}
      {result !== null && <Quote>{result}</Quote>}
    </>
  )
}

/** 派单: to the back office, and back. */
export function DispatchPanel({
  incident,
  acting,
  isLead,
}: {
  readonly incident: IncidentDetail
  readonly acting: Acting
  readonly isLead: boolean
}) {
  const t = useWords(oneIncidentWords)
  const title = useId()
  const { dispatch, state } = incident
  const isOut = state === 'dispatched'
  return (
    <Panel aria-labelledby={title}>
      <Row>
        <SectionTitle id={title}>{t('dispatch')}</SectionTitle>
        <Badge>{t(`state_${state}`)}</Badge>
      </Row>
      {dispatch && <Order dispatch={dispatch} />}
      {isLead && isOut && <ReturnForm acting={acting} />}
      {isLead && !isOut && dispatch !== null && <AgainForm acting={acting} />}
      {isLead && !isOut && dispatch === null && <OrderForm acting={acting} />}
    </Panel>
  )
}
