import { lazy, Suspense, useState } from 'react'
import styled from 'styled-components'
import type { Understood } from '../../server/api/understanding.ts'
import { useWords } from '../kit/i18n.tsx'
import type { Correct } from './corrector.ts'
import { Act, Badge, Row, Soft, Stack } from './parts.tsx'
import { categories, placeText, wordsFor } from './understood.ts'
import { understoodWords } from './understood-words.ts'

const CorrectForm = lazy(async () => ({ default: (await import('./CorrectForm.tsx')).CorrectForm }))

const Told = styled(Stack)`
  gap: 4px;
  margin-top: 6px;
`

type T = ReturnType<typeof useWords<typeof understoodWords>>
const percent = (share: number): string => `${Math.round(share * 100)}%`

function Guess({
  what,
  of: { confidence, decided },
  tone,
}: {
  readonly what: string
  readonly of: { readonly confidence: number; readonly decided: boolean }
  readonly tone?: 'danger' | 'warning' | undefined
}) {
  const t = useWords(understoodWords)
  return (
    <Badge
      data-tone={decided ? tone : undefined}
      title={t(decided ? 'sureHint' : 'unsureHint', { share: percent(confidence) })}
    >
      {decided ? what : t('unsure', { what })}
    </Badge>
  )
}

function categoryText(t: T, value: string): string {
  const known = categories.find((one) => one === value)
  return known ? t(`category${known}`) : value
}

function Place({ where }: { readonly where: NonNullable<Understood['where']> }) {
  const t = useWords(understoodWords)
  const place = placeText(where)
  const isSaid = where.source === 'text'
  return (
    <Badge title={t('sureHint', { share: percent(where.confidence) })}>
      {isSaid ? place : t('fromProfile', { place })}
    </Badge>
  )
}

/** What presses, and why: shown only where something does. */
function Pressing({ understood }: { readonly understood: Understood }) {
  const t = useWords(understoodWords)
  const { escalation, urgency } = understood
  const reasons = urgency.because.map(({ reason }) => {
    const key = `reason${reason}`
    return key in understoodWords ? t(key as keyof typeof understoodWords) : reason
  })
  return (
    <>
      {escalation.value !== 'none' && (
        <Guess what={t(`escalation${escalation.value}`)} of={escalation} tone="danger" />
      )}
      {(urgency.level === 'high' || urgency.level === 'urgent') && (
        <Badge
          data-tone={urgency.level === 'urgent' ? 'danger' : 'warning'}
          title={t('because', { reasons: reasons.join(t('comma')) })}
        >
          {t(`urgency${urgency.level}`)}
        </Badge>
      )}
    </>
  )
}

/** Category, mood, place, time and threats of one message, each with how sure it is, and the words it goes by. */
export function UnderstoodLine({
  text,
  understood,
  onCorrect,
}: {
  readonly text: string
  readonly understood: Understood
  readonly onCorrect?: Correct | undefined
}) {
  const t = useWords(understoodWords)
  const [isOpen, setOpen] = useState(false)
  const { category, polarity, where, when, product } = understood
  const quotes = wordsFor(text, understood, ['where', 'when', 'category', 'product', 'escalation'])
  const time = when && wordsFor(text, understood, ['when'])[0]
  return (
    <Told>
      <Row data-understood aria-label={t('title')}>
        <Pressing understood={understood} />
        {category.value !== 'none' && (
          <Guess what={categoryText(t, category.value)} of={category} />
        )}
        {product !== null && <Badge>{product}</Badge>}
        {polarity.value !== 'neutral' && (
          <Guess
            what={t(`polarity${polarity.value}`)}
            of={polarity}
            tone={polarity.value === 'negative' ? 'warning' : undefined}
          />
        )}
        {where && <Place where={where} />}
        {when && (
          <Badge title={`${when.start} – ${when.end}`}>{time ?? when.start.slice(0, 10)}</Badge>
        )}
        {onCorrect && (
          <Act type="button" data-plain aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'close' : 'correct')}
          </Act>
        )}
      </Row>
      {quotes.length > 0 && (
        <Soft>
          {t('evidence', {
            words: quotes.map((quote) => t('quoted', { text: quote })).join(t('comma')),
          })}
        </Soft>
      )}
      {isOpen && onCorrect && (
        <Suspense>
          <CorrectForm understood={understood} onCorrect={onCorrect} />
        </Suspense>
      )}
    </Told>
  )
}
