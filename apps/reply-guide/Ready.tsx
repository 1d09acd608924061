import { useState } from 'react'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import type { ReadyReply } from '../../server/api/ready.ts'
import type { Relay } from '../kit/relay.ts'
import { Failure, Loading } from '../kit/states.tsx'
import type { Composer, Draft } from './composer.ts'
import { Soft } from './parts.tsx'
import { readyWords } from './ready-words.ts'
import { ReadyItem } from './ReadyItem.tsx'
import type { ReadyState } from './use-ready.ts'
import type { Style } from './use-style.ts'

function inStyle(replies: readonly ReadyReply[], style: Style | undefined) {
  if (style !== 'plain') return replies
  return [...replies].sort((a, b) => Number(b.style === 'short') - Number(a.style === 'short'))
}

/** Up to three replies that pass the rules as they stand; one click puts one into the composer. */
export function Ready({
  relay,
  ticket,
  state: { state, ready, reload },
  composer,
  draft,
  hasQuestion,
  style,
}: {
  readonly relay: Relay
  readonly ticket: string
  readonly state: ReadyState
  readonly composer: Composer
  readonly draft: Draft
  /** The customer waits for an answer. */
  readonly hasQuestion: boolean
  /** How this customer is answered; whoever wants it plain is offered the short one first. */
  readonly style?: Style | undefined
}) {
  const t = useWords(readyWords)
  const [news, setNews] = useState('')
  const canInsert = draft.state !== 'missing' && !draft.isNote
  function insert(text: string): void {
    composer.insert(text).then(
      () => setNews(t('inserted')),
      () => setNews(t('insertFailed')),
    )
  }
  const replies = inStyle(ready?.replies ?? [], style)
  return (
    <Fold
      name="ready"
      title={t('ready')}
      aside={replies.length > 0 ? t('readyCount', { n: replies.length }) : undefined}
    >
      {state === 'loading' && <Loading label={t('loading')} />}
      {state === 'error' && <Failure text={t('failed')} again={t('again')} onAgain={reload} />}
      {state === 'ready' && replies.length === 0 && (
        <>
          <p>{t('none')}</p>
          <Soft>{t(hasQuestion ? 'noneSafe' : 'noneAsked')}</Soft>
        </>
      )}
      {ready?.missing.map((what) => (
        <Soft key={what}>{t(`missing${what}`)}</Soft>
      ))}
      {replies.length > 0 && draft.isNote && <Soft>{t('noteHint')}</Soft>}
      <ul>
        {replies.map((reply) => (
          <ReadyItem
            key={reply.id}
            relay={relay}
            ticket={ticket}
            reply={reply}
            canRewrite={ready?.canRewrite === true}
            canInsert={canInsert}
            onInsert={insert}
          />
        ))}
      </ul>
      <Soft role="status">{news}</Soft>
    </Fold>
  )
}
