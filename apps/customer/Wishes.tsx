import { recordConsent, type CustomerFile, type KnownIdentity } from '../../server/api/customers.ts'
import { useChannelName, useCustomerWords } from '../kit/customer/use-customer-words.ts'
import { useWhen } from '../kit/customer/use-when.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Badge, Choice, Item, Row, Soft, Stack } from '../kit/parts.tsx'
import type { CustomerActs } from './use-customer-act.ts'
import { words } from './words.ts'

const kinds = ['contact', 'linking', 'profile'] as const
const values = ['granted', 'refused'] as const

interface PartsOf {
  readonly card: CustomerFile
  readonly acts: CustomerActs
}

function Wish({
  identity,
  kind,
  card,
  acts,
}: PartsOf & {
  readonly identity: KnownIdentity
  readonly kind: (typeof kinds)[number]
}) {
  const t = useWords(words)
  const ct = useCustomerWords()
  const { account, customer, consent, label } = identity
  async function say(chosen: string): Promise<void> {
    const value = values.find((one) => one === chosen)
    if (!value) return
    const body = { of: card.of, identity: { account, customer }, kind, value }
    await acts.act(recordConsent, body, () => ({ text: t('done') }))
  }
  return (
    <Row>
      <Soft>{ct(`consent${kind}`)}</Soft>
      <Choice
        aria-label={`${label} · ${ct(`consent${kind}`)}`}
        disabled={acts.isRunning}
        value={consent[kind] ?? ''}
        onChange={({ target }) => void say(target.value)}
      >
        {consent[kind] === null && <option value="">{ct('valuenone')}</option>}
        {values.map((value) => (
          <option key={value} value={value}>
            {ct(`value${value}`)}
          </option>
        ))}
      </Choice>
    </Row>
  )
}

/** Where the last word about being written to first is known from. */
function ContactWord({ contactWord }: Pick<KnownIdentity, 'contactWord'>) {
  const t = useWords(words)
  const when = useWhen()
  if (!contactWord) return null
  const { at, source, by } = contactWord
  const said = { when: when(at), who: by?.name ?? by?.id ?? '' }
  return <Soft>{source === 'agent' ? t('by', said) : t(`word${source}`, said)}</Soft>
}

/** What the customer allows, for each channel of theirs. */
export function Wishes({ card, acts }: PartsOf) {
  const t = useWords(words)
  const channelName = useChannelName()
  return (
    <Fold name="customer-consent" title={t('consent')} isOpenAtFirst={false}>
      <Stack>
        <Soft>{t('consentHint')}</Soft>
        <ul>
          {card.identities.map((identity) => (
            <Item key={`${identity.account}-${identity.customer}`}>
              <Row>
                <Badge>{channelName(identity.channel)}</Badge>
                <strong>{identity.label}</strong>
              </Row>
              {kinds.map((kind) => (
                <Wish key={kind} identity={identity} kind={kind} card={card} acts={acts} />
              ))}
              <ContactWord contactWord={identity.contactWord} />
            </Item>
          ))}
        </ul>
      </Stack>
    </Fold>
  )
}
