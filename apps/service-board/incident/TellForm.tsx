import { useState, type FormEvent } from 'react'
import { previewIncident, type IncidentPreview } from '../../../server/api/incidents.ts'
import { figureText } from '../../kit/figure-text.ts'
import { useLanguage, useWords } from '../../kit/i18n.tsx'
import { Act, Badge, Field, Notice, Row } from '../../kit/parts.tsx'
import { useBoard } from '../board.ts'
import { Small } from '../parts.tsx'
import { useTexts } from '../use-texts.ts'
import { oneIncidentWords } from './incident-words.ts'
import { Form, Labelled, People, Person, Quote } from './parts.tsx'
import type { Acting } from './use-incident.ts'

function Previewed({ preview }: { readonly preview: IncidentPreview }) {
  const t = useWords(oneIncidentWords)
  const texts = useTexts()
  const { locale } = useLanguage()
  const { total, reachable, remainingMs, closest, people } = preview
  const held = people.filter(({ findings }) => findings.length > 0).length
  return (
    <>
      <Row>
        <Badge data-tone="accent">{t('reachable', { n: reachable, of: total })}</Badge>
        <Small>{t('takes', { span: figureText(remainingMs, 'ms', locale) })}</Small>
        <Small>{t('closest', { share: figureText(closest, 'share', locale) })}</Small>
      </Row>
      {held > 0 && (
        <Notice role="alert" data-tone="warning">
          {t('wouldHold', { n: held })}
        </Notice>
      )}
      <People>
        {people.map(({ conversation, channel, followers, text, leftOut, findings }) => (
          <Person key={conversation}>
            <Row>
              <Small>{texts.value('channel', channel)}</Small>
              {followers !== null && <Small>{t('followers', { n: followers })}</Small>}
              {leftOut !== null && <Badge data-tone="warning">{t(`why_${leftOut}`)}</Badge>}
            </Row>
            {leftOut === null && <Quote>{text}</Quote>}
            {findings.map(({ rule, message }) => (
              <Small key={rule}>{locale === 'en' ? message.en : message.zh}</Small>
            ))}
          </Person>
        ))}
      </People>
    </>
  )
}

interface Seen {
  readonly text: string
  readonly preview: IncidentPreview
}

/** One text for everybody: nothing is sent that was not looked at first. */
export function TellForm({
  id,
  kind,
  text,
  onText,
  acting,
  isAgain,
}: {
  readonly id: string
  readonly kind: 'answer' | 'result'
  readonly text: string
  readonly onText: (text: string) => void
  readonly acting: Acting
  readonly isAgain: boolean
}) {
  const t = useWords(oneIncidentWords)
  const { relay } = useBoard()
  const [seen, setSeen] = useState<Seen>()
  const [hasFailed, setFailed] = useState(false)
  const wanted = text.trim()
  const current = seen?.text === wanted ? seen.preview : undefined
  async function look(): Promise<void> {
    setFailed(false)
    try {
      const parts = { cluster: id }
      setSeen({
        text: wanted,
        preview: await relay.call(previewIncident, { parts, body: { text: wanted } }),
      })
    } catch {
      setFailed(true)
    }
  }
  function submit(event: FormEvent): void {
    event.preventDefault()
    if (current) void acting.act({ act: 'tell', kind, text: wanted })
    else void look()
  }
  const send = isAgain ? t('sendAgain') : t('send', { n: current?.reachable ?? 0 })
  return (
    <Form onSubmit={submit}>
      <Small>{t('tellHelp')}</Small>
      <Labelled>
        {t('text')}
        <Field
          rows={4}
          value={text}
          maxLength={2000}
          onChange={({ target }) => onText(target.value)}
        />
      </Labelled>
      {hasFailed && (
        <Notice role="alert" data-tone="danger">
          {t('failed')}
        </Notice>
      )}
      {current && <Previewed preview={current} />}
      <Row>
        {current ? (
          <Act type="submit" data-main="true" disabled={acting.isBusy || current.reachable === 0}>
            {send}
          </Act>
        ) : (
          <Act type="submit" disabled={acting.isBusy || wanted === ''}>
            {t('preview')}
          </Act>
        )}
      </Row>
    </Form>
  )
}
