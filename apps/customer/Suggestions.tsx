import { useState } from 'react'
import {
  linkCustomer,
  readCustomer,
  suggestLinks,
  type CustomerFile,
  type Identity,
} from '../../server/api/customers.ts'
import { useChannelName } from '../kit/customer/use-customer-words.ts'
import { useWords } from '../kit/i18n.tsx'
import { Act, Badge, Item, Line, Row, Soft, Stack } from '../kit/parts.tsx'
import type { Relay } from '../kit/relay.ts'
import { undoable } from './undoable.ts'
import type { CustomerActs } from './use-customer-act.ts'
import { words } from './words.ts'

interface Other extends Identity {
  readonly channel: string | null
  readonly label: string
  readonly why?: 'same_number' | 'same_name'
}

interface Looking {
  readonly card: CustomerFile
  readonly relay: Relay
  readonly acts: CustomerActs
}

function Candidate({ other, card, acts }: Omit<Looking, 'relay'> & { readonly other: Other }) {
  const t = useWords(words)
  const channelName = useChannelName()
  const { account, customer, label } = other
  async function link(how: 'customer_word' | 'agent'): Promise<void> {
    const body = { of: card.of, to: { account, customer }, how }
    await acts.act(linkCustomer, body, (fresh) => ({ text: t('linked'), act: undoable(fresh) }))
  }
  return (
    <Item>
      <Row>
        <Badge>{channelName(other.channel)}</Badge>
        <strong>{label}</strong>
        {other.why && <Soft>{t(`why${other.why}`)}</Soft>}
      </Row>
      <Row>
        <Act
          type="button"
          disabled={acts.isRunning}
          aria-label={t('linkSaidLabel', { label })}
          onClick={() => void link('customer_word')}
        >
          {t('linkSaid')}
        </Act>
        <Act
          type="button"
          disabled={acts.isRunning}
          aria-label={t('linkSureLabel', { label })}
          onClick={() => void link('agent')}
        >
          {t('linkSure')}
        </Act>
      </Row>
    </Item>
  )
}

function isOf(card: CustomerFile, { account, customer }: Identity): boolean {
  return card.identities.some((one) => one.account === account && one.customer === customer)
}

/** Who else it may be: by likeness, or by the number of another ticket of theirs. */
export function Suggestions({ card, relay, acts }: Looking) {
  const t = useWords(words)
  const [others, setOthers] = useState<readonly Other[]>()
  const [missing, setMissing] = useState<'noAlike' | 'notFound' | 'failed'>()
  const [ticket, setTicket] = useState('')

  async function look(
    ask: () => Promise<readonly Other[]>,
    nobody: 'noAlike' | 'notFound',
  ): Promise<void> {
    try {
      const found = (await ask()).filter((one) => !isOf(card, one))
      setOthers(found)
      setMissing(found.length === 0 ? nobody : undefined)
    } catch {
      setMissing('failed')
    }
  }
  const alike = () => relay.call(suggestLinks, { body: { of: card.of } })
  async function ofTicket(): Promise<readonly Other[]> {
    const { customer } = await relay.call(readCustomer, { query: { ticket: ticket.trim() } })
    return customer ? customer.identities.slice(0, 1) : []
  }
  const shown = (others ?? []).filter((one) => !isOf(card, one))
  return (
    <Stack>
      {shown.length > 0 && (
        <section aria-label={t('suggestions')}>
          <Soft>
            {t('suggestions')} · {t('suggestionsHint')}
          </Soft>
          <ul>
            {shown.map((other) => (
              <Candidate
                key={`${other.account}-${other.customer}`}
                other={other}
                card={card}
                acts={acts}
              />
            ))}
          </ul>
        </section>
      )}
      <Soft role="status">{missing ? t(missing) : ''}</Soft>
      <Row>
        <Act
          type="button"
          onClick={() => void look(async () => (await alike()).suggestions, 'noAlike')}
        >
          {t('findAlike')}
        </Act>
      </Row>
      <Row
        as="form"
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault()
          if (ticket.trim() !== '') void look(ofTicket, 'notFound')
        }}
      >
        <Line
          aria-label={t('byTicket')}
          placeholder={t('byTicket')}
          inputMode="numeric"
          value={ticket}
          onChange={({ target }) => setTicket(target.value)}
        />
        <Act type="submit">{t('find')}</Act>
      </Row>
    </Stack>
  )
}
