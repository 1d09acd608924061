import styled from 'styled-components'
import type { EarlierAnswer } from '../../server/api/ready.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { Failure, Loading } from '../kit/states.tsx'
import { Badge, Clip, Row, Soft } from './parts.tsx'
import { readyWords } from './ready-words.ts'
import { Stale } from './Stale.tsx'
import type { ReadyState } from './use-ready.ts'

const Item = styled.li`
  display: grid;
  gap: 4px;
  padding: 8px 0;
  border-top: 1px solid var(--wq-line);

  &:first-child {
    border-top: 0;
  }
`

const questionShown = 80

/** One earlier answer with the question it was given to. */
export function Answer({ one }: { readonly one: EarlierAnswer }) {
  const t = useWords(readyWords)
  const moments = useMoments()
  const at = Date.parse(one.at)
  return (
    <Item>
      <Row>
        {one.isSameCustomer && <Badge data-tone="warning">{t('sameCustomer')}</Badge>}
        <Badge>{t('alike', { n: Math.round(one.likeness * 100) })}</Badge>
        <Soft as="time" dateTime={one.at} title={moments.full(at)}>
          {moments.brief(at)}
        </Soft>
      </Row>
      <Soft>{t('asked') + one.question.slice(0, questionShown)}</Soft>
      <Clip tabIndex={0}>{one.answer}</Clip>
      <Stale stale={one.stale} />
    </Item>
  )
}

/** How the same question was answered before, also to the same customer. */
export function Earlier({ state: { state, ready, reload } }: { readonly state: ReadyState }) {
  const t = useWords(readyWords)
  const answers = ready?.earlier ?? []
  const isBack = answers.some(({ isSameCustomer }) => isSameCustomer)
  const news = [
    ...(isBack ? [t('sameCustomer')] : []),
    ...(answers.some(({ stale }) => stale !== null) ? [t('staleShort')] : []),
  ]
  return (
    <Fold
      name="earlier"
      title={t('earlier')}
      aside={news.length > 0 ? news.join(' · ') : answers.length > 0 ? answers.length : undefined}
      isOpenAtFirst={false}
    >
      {state === 'loading' && <Loading label={t('loading')} />}
      {state === 'error' && <Failure text={t('failed')} again={t('again')} onAgain={reload} />}
      {state === 'ready' && answers.length === 0 && <Soft>{t('earlierNone')}</Soft>}
      {answers.length > 0 && <Soft>{t('earlierHint')}</Soft>}
      <ul>
        {answers.map((one) => (
          <Answer key={one.replyId} one={one} />
        ))}
      </ul>
    </Fold>
  )
}
