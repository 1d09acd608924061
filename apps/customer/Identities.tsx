import {
  undoLink,
  unlinkCustomer,
  type CustomerFile,
  type KnownIdentity,
} from '../../server/api/customers.ts'
import { useChannelName, useCustomerWords } from '../kit/customer/use-customer-words.ts'
import { useWhen } from '../kit/customer/use-when.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Act, Badge, Item, Row, Soft, Stack } from '../kit/parts.tsx'
import type { Relay } from '../kit/relay.ts'
import { Suggestions } from './Suggestions.tsx'
import { undoable } from './undoable.ts'
import type { CustomerActs } from './use-customer-act.ts'
import { words } from './words.ts'

interface PartsOf {
  readonly card: CustomerFile
  readonly acts: CustomerActs
}

function Grounds({ link }: { readonly link: KnownIdentity['link'] }) {
  const t = useWords(words)
  const ct = useCustomerWords()
  const when = useWhen()
  if (!link) return null
  const who = link.by ? (link.by.name ?? link.by.id) : t('relay')
  return (
    <Soft>
      {ct(`how${link.how}`)} · {t('by', { who, when: when(link.at) })}
    </Soft>
  )
}

function One({ identity, card, acts }: PartsOf & { readonly identity: KnownIdentity }) {
  const t = useWords(words)
  const channelName = useChannelName()
  const when = useWhen()
  const { account, customer, channel, label, lastAt, link } = identity
  const isInSight = account === card.of.account && customer === card.of.customer
  async function part(): Promise<void> {
    await acts.act(unlinkCustomer, { of: card.of, identity: { account, customer } }, (fresh) => ({
      text: t('parted'),
      act: undoable(fresh),
    }))
  }
  return (
    <Item>
      <Row>
        <Badge>{channelName(channel)}</Badge>
        <strong>{label}</strong>
        {isInSight && card.identities.length > 1 && (
          <Badge data-tone="accent">{t('inSight')}</Badge>
        )}
        {lastAt !== null && <Soft>{t('lastAt', { time: when(lastAt) })}</Soft>}
      </Row>
      <Grounds link={link} />
      {card.identities.length > 1 && (
        <Row>
          <Act
            type="button"
            disabled={acts.isRunning}
            aria-label={t('partLabel', { label })}
            onClick={() => void part()}
          >
            {t('part')}
          </Act>
        </Row>
      )}
    </Item>
  )
}

function History({ card, acts }: PartsOf) {
  const t = useWords(words)
  const ct = useCustomerWords()
  const when = useWhen()
  if (card.acts.length === 0) return null
  const open = undoable(card)
  return (
    <details>
      <summary>{t('history')}</summary>
      <ul>
        {card.acts.map(({ id, kind, how, at, by, isUndone }) => (
          <Item key={id}>
            <Soft>
              {t(`act${kind}`)}
              {how && ` · ${ct(`how${how}`)}`} ·{' '}
              {t('by', { who: by ? (by.name ?? by.id) : t('relay'), when: when(at) })}
              {isUndone && ` · ${t('isUndone')}`}
            </Soft>
            {id === open && (
              <Row>
                <Act
                  type="button"
                  disabled={acts.isRunning}
                  onClick={() =>
                    void acts.act(undoLink, { of: card.of, act: id }, () => ({ text: t('undone') }))
                  }
                >
                  {t('undo')}
                </Act>
              </Row>
            )}
          </Item>
        ))}
      </ul>
    </details>
  )
}

/** Where this person is known, on what grounds, and how to change that. */
export function Identities({ card, acts, relay }: PartsOf & { readonly relay: Relay }) {
  const t = useWords(words)
  return (
    <Fold name="customer-identities" title={t('identities')} aside={card.identities.length}>
      <Stack>
        <ul>
          {card.identities.map((identity) => (
            <One
              key={`${identity.account}-${identity.customer}`}
              identity={identity}
              card={card}
              acts={acts}
            />
          ))}
        </ul>
        <Suggestions card={card} acts={acts} relay={relay} />
        <History card={card} acts={acts} />
      </Stack>
    </Fold>
  )
}
