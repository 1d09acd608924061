import type { Delivery, Guidance } from '../../server/api/guidance.ts'
import { approverFor } from '../../server/persona/approvers.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { DeliveryItem } from './DeliveryItem.tsx'
import { Soft } from './parts.tsx'
import type { ReplyActs } from './use-reply-act.ts'
import { words } from './words.ts'

const shown = 3
const waiting: ReadonlySet<string> = new Set(['held', 'failed', 'unknown'])

function isReaderOf({ author, findings }: Delivery, me: string | undefined): boolean {
  return (
    me !== undefined &&
    author.id !== me &&
    findings.length > 0 &&
    findings.every(({ rule }) => approverFor(rule) === 'another')
  )
}

/** The last replies of the ticket; those that wait for somebody come first. */
export function Deliveries({
  deliveries,
  acts,
  isLead,
  me,
}: {
  readonly deliveries: Guidance['deliveries']
  readonly acts: ReplyActs
  readonly isLead: boolean
  /** The agent's id in the helpdesk, where a person is signed in. */
  readonly me: string | undefined
}) {
  const t = useWords(words)
  const urgent = deliveries.filter(({ state }) => waiting.has(state))
  const calm = deliveries.filter(({ state }) => !waiting.has(state))
  const list = [...urgent, ...calm.slice(0, Math.max(1, shown - urgent.length))]
  const [newest] = urgent.length > 0 ? urgent : deliveries
  return (
    <Fold name="deliveries" title={t('deliveries')} aside={newest && t(`state${newest.state}`)}>
      {list.length === 0 ? (
        <Soft>{t('noDeliveries')}</Soft>
      ) : (
        <ul>
          {list.map((one) => (
            <DeliveryItem
              key={one.replyId}
              delivery={one}
              acts={acts}
              isLead={isLead}
              isSecondReader={isReaderOf(one, me)}
            />
          ))}
        </ul>
      )}
    </Fold>
  )
}
