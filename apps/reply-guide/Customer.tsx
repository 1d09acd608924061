import type { CustomerFile } from '../../server/api/customers.ts'
import type { CustomerCard } from '../../server/api/guidance.ts'
import type { LintContext } from '../../server/persona/context.ts'
import { Contacts } from '../kit/customer/Contacts.tsx'
import { Marks, Mood } from '../kit/customer/Marks.tsx'
import { Promises } from '../kit/customer/Promises.tsx'
import { useChannelName } from '../kit/customer/use-customer-words.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { useMoments } from '../kit/moment.ts'
import { Badge, Row, Soft, Stack, Words } from './parts.tsx'
import { words } from './words.ts'

function Known({
  customer,
  context,
}: {
  readonly customer: CustomerCard
  readonly context: LintContext
}) {
  const t = useWords(words)
  const moments = useMoments()
  const channelName = useChannelName()
  const { mood, tier } = context.customer ?? {}
  return (
    <Stack>
      <Row>
        {customer.identities.map(({ channel, account }) => (
          <Badge key={`${channel}-${account}`}>{channelName(channel)}</Badge>
        ))}
        {tier === 'vip' && <Badge data-tone="accent">{t('tiervip')}</Badge>}
        {mood && <Mood anger={mood.anger} />}
      </Row>
      {customer.lastContacts.length > 0 && (
        <>
          <Soft>{t('lastContacts')}</Soft>
          <ul>
            {customer.lastContacts.slice(0, 5).map(({ at, text, channel, visibility }, i) => (
              <li key={`${at}-${i}`}>
                <Soft title={moments.full(Date.parse(at))}>
                  {moments.brief(Date.parse(at))} · {channelName(channel)} · {t(visibility)}
                </Soft>
                <Words>{text === '' ? t('noWords') : text}</Words>
              </li>
            ))}
          </ul>
        </>
      )}
    </Stack>
  )
}

/** The person over all channels; what the guidance knows stands in until the card is there. */
function Whole({ card }: { readonly card: CustomerFile }) {
  const t = useWords(words)
  const broken = card.promises.filter(({ state }) => state === 'broken' || state === 'open')
  return (
    <Stack>
      <Marks card={card} />
      {broken.length > 0 && <Promises promises={broken.slice(0, 3)} />}
      {card.timeline.length > 0 && (
        <>
          <Soft>{t('lastContacts')}</Soft>
          <Contacts contacts={card.timeline.slice(0, 5)} />
        </>
      )}
    </Stack>
  )
}

/** Who is being answered. */
export function Customer({
  customer,
  context,
  card,
  requester,
}: {
  readonly customer: CustomerCard | null
  readonly context: LintContext
  readonly card: CustomerFile | undefined
  /** The name Zendesk has, where the channel gives none. */
  readonly requester: string | undefined
}) {
  const t = useWords(words)
  if (!customer)
    return (
      <Fold name="customer" title={t('customer')} isOpenAtFirst={false}>
        <Soft>{t('customerNone')}</Soft>
      </Fold>
    )
  return (
    <Fold name="customer" title={t('customer')} aside={customer.name ?? requester ?? t('nameless')}>
      {card ? <Whole card={card} /> : <Known customer={customer} context={context} />}
    </Fold>
  )
}
