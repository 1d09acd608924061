import { markPromise, type CustomerFile } from '../../server/api/customers.ts'
import { Promises, type Promised } from '../kit/customer/Promises.tsx'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Act, Row, Soft } from '../kit/parts.tsx'
import type { CustomerActs } from './use-customer-act.ts'
import { words } from './words.ts'

const marks = ['kept', 'broken'] as const
/** Where a person knows more than the replies show. */
const doubtful: readonly Promised['state'][] = ['open', 'unchecked', 'broken']

/** What was promised to this person and whether it was kept. */
export function Kept({ card, acts }: { readonly card: CustomerFile; readonly acts: CustomerActs }) {
  const t = useWords(words)
  const unkept = card.promises.filter(({ state }) => state === 'broken' || state === 'unchecked')
  function actsFor({ reply, start, state }: Promised) {
    if (!doubtful.includes(state)) return undefined
    return (
      <Row>
        {marks
          .filter((value) => value !== state)
          .map((value) => (
            <Act
              key={value}
              type="button"
              disabled={acts.isRunning}
              onClick={() =>
                void acts.act(markPromise, { of: card.of, reply, start, value }, () => ({
                  text: t('done'),
                }))
              }
            >
              {t(value === 'kept' ? 'wasKept' : 'wasBroken')}
            </Act>
          ))}
      </Row>
    )
  }
  return (
    <Fold name="customer-promises" title={t('promises')} aside={unkept.length || undefined}>
      {card.promises.length === 0 && <Soft>{t('noPromises')}</Soft>}
      <Promises promises={card.promises} actsFor={actsFor} />
    </Fold>
  )
}
