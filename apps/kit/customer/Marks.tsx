import type { CustomerFile } from '../../../server/api/customers.ts'
import { Badge, Row } from '../parts.tsx'
import { Influence } from './Influence.tsx'
import { useChannelName, useCustomerWords } from './use-customer-words.ts'

/** How upset somebody is, where that can be told. */
export function Mood({ anger }: { readonly anger: number | null }) {
  const t = useCustomerWords()
  if (anger === null) return null
  const level = ([0, 1, 2, 3] as const).find((one) => one === anger) ?? 0
  const tone = level > 1 ? 'danger' : level === 1 ? 'warning' : undefined
  return <Badge data-tone={tone}>{t(`mood${level}`)}</Badge>
}

/** What the customer said about being written to first: the newest word of the identity in sight. */
export function MayContact({ card }: { readonly card: CustomerFile }) {
  const t = useCustomerWords()
  const said = card.identities.map(({ consent }) => consent.contact)
  if (said.includes('refused')) return <Badge data-tone="warning">{t('contactRefused')}</Badge>
  return said.includes('granted') ? <Badge>{t('contactGranted')}</Badge> : null
}

/** The person in one line: channels, tier, influence, stage, consent, last mood. */
export function Marks({ card }: { readonly card: CustomerFile }) {
  const t = useCustomerWords()
  const channelName = useChannelName()
  const { identities, stage, profile, timeline } = card
  const tier = profile.facts?.tier
  const last = timeline.find(({ from, anger }) => from === 'customer' && anger !== null)
  return (
    <Row>
      {identities.map(({ account, customer, channel }) => (
        <Badge key={`${account}-${customer}`}>{channelName(channel)}</Badge>
      ))}
      {tier && <Badge data-tone={tier.isVip ? 'accent' : undefined}>{tier.label}</Badge>}
      <Influence influence={card.influence} />
      <Badge title={t('stageWhy', stage.days)}>{t(`stage${stage.value}`)}</Badge>
      <MayContact card={card} />
      {last && <Mood anger={last.anger} />}
    </Row>
  )
}
