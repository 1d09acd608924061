import type { CustomerFile } from '../../../server/api/customers.ts'
import { useMoments } from '../moment.ts'
import { Badge, Item, Row, Soft, Words } from '../parts.tsx'
import { Mood } from './Marks.tsx'
import { useWhen } from './use-when.ts'
import { useChannelName, useCustomerWords } from './use-customer-words.ts'

type Contact = CustomerFile['timeline'][number]

function One({ contact }: { readonly contact: Contact }) {
  const t = useCustomerWords()
  const moments = useMoments()
  const when = useWhen()
  const channelName = useChannelName()
  const { at, channel, visibility, from, text, anger } = contact
  return (
    <Item>
      <Row>
        <Soft>
          <time dateTime={at} title={moments.full(Date.parse(at))}>
            {when(at)}
          </time>{' '}
          · {channelName(channel)} · {t(visibility)}
        </Soft>
        {from === 'brand' ? <Badge data-tone="accent">{t('brandSaid')}</Badge> : null}
        {anger !== null && anger > 0 && <Mood anger={anger} />}
      </Row>
      <Words>{text === '' ? t('noWords') : text}</Words>
    </Item>
  )
}

/** Contacts of all channels in one order, newest first. */
export function Contacts({ contacts }: { readonly contacts: readonly Contact[] }) {
  return (
    <ul>
      {contacts.map((contact, i) => (
        <One key={`${contact.at}-${contact.from}-${i}`} contact={contact} />
      ))}
    </ul>
  )
}
