import { useCallback, useEffect, useState } from 'react'
import { listHeldReplies, type HeldReplies } from '../../server/api/replies.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import type { Relay } from '../kit/relay.ts'
import { Failure, Loading } from '../kit/states.tsx'
import { DeliveryItem } from './DeliveryItem.tsx'
import { Soft } from './parts.tsx'
import { useReplyAct } from './use-reply-act.ts'
import { words } from './words.ts'

type Known = { readonly list: HeldReplies } | 'error' | undefined

/** For leads: every reply of the house that waits for a decision. */
export function Held({
  relay,
  version,
  onDone,
}: {
  readonly relay: Relay
  readonly version: string
  readonly onDone: () => Promise<void>
}) {
  const t = useWords(words)
  const [known, setKnown] = useState<Known>()
  const read = useCallback(async () => {
    try {
      setKnown({ list: await relay.call(listHeldReplies) })
    } catch {
      setKnown((before) => (typeof before === 'object' ? before : 'error'))
    }
  }, [relay])
  const acts = useReplyAct(relay, async () => {
    await Promise.all([read(), onDone()])
  })
  useEffect(() => void read(), [read, version])
  const list = typeof known === 'object' ? known.list : undefined
  return (
    <Fold
      name="held"
      title={t('held')}
      aside={list && list.replies.length > 0 ? list.replies.length : undefined}
      isOpenAtFirst={false}
    >
      {known === undefined && <Loading label={t('loading')} />}
      {known === 'error' && (
        <Failure text={t('unreachable')} again={t('again')} onAgain={() => void read()} />
      )}
      {list?.replies.length === 0 && <Soft>{t('heldNone')}</Soft>}
      {list && (
        <ul>
          {list.replies.slice(0, 20).map((one) => (
            <DeliveryItem key={one.replyId} delivery={one} acts={acts} isLead />
          ))}
        </ul>
      )}
      {list && (list.hasMore || list.replies.length > 20) && <Soft>{t('heldMore')}</Soft>}
    </Fold>
  )
}
