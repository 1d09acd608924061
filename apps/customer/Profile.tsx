import styled from 'styled-components'
import type { CustomerFile } from '../../server/api/customers.ts'
import { useWhen } from '../kit/customer/use-when.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Soft, Stack } from '../kit/parts.tsx'
import { words } from './words.ts'

const Facts = styled.dl`
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 4px 12px;
  margin: 0;
  font-size: 13px;

  dt {
    color: var(--wq-soft);
  }

  dd {
    margin: 0;
    min-width: 0;
    overflow-wrap: anywhere;
  }
`

type Profile = CustomerFile['profile']

function Known({ facts }: { readonly facts: NonNullable<Profile['facts']> }) {
  const t = useWords(words)
  const { tier, purchases, bill } = facts
  if (!tier && purchases.length === 0 && !bill) return <Soft>{t('noFacts')}</Soft>
  const due = bill?.dueAt ? t('unpaidUntil', { day: bill.dueAt }) : t('unpaid')
  return (
    <Facts>
      {tier && (
        <>
          <dt>{t('tier')}</dt>
          <dd>{tier.label}</dd>
        </>
      )}
      {bill && (
        <>
          <dt>{t('bill', { period: bill.period })}</dt>
          <dd>
            {bill.amount} · {bill.isPaid ? t('paid') : due}
          </dd>
        </>
      )}
      {purchases.length > 0 && (
        <>
          <dt>{t('purchases')}</dt>
          <dd>
            <ul>
              {purchases.slice(0, 5).map(({ at, name, amount }, i) => (
                <li key={`${at}-${i}`}>
                  {at} {name}
                  {amount !== null && ` · ${amount}`}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </Facts>
  )
}

/** What the company's own systems say; the page shows without it and says so. */
export function Profile({ profile }: { readonly profile: Profile }) {
  const t = useWords(words)
  const when = useWhen()
  const { state, at, facts } = profile
  const word = state === 'ready' ? undefined : (`profile${state}` as const)
  return (
    <Fold name="customer-profile" title={t('profile')} isOpenAtFirst={state !== 'none'}>
      <Stack>
        {word && <Soft>{t(word, { time: at === null ? '' : when(at) })}</Soft>}
        {facts && <Known facts={facts} />}
      </Stack>
    </Fold>
  )
}
