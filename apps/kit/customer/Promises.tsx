import type { ReactNode } from 'react'
import type { CustomerFile } from '../../../server/api/customers.ts'
import { Badge, Item, Row, Soft, Words } from '../parts.tsx'
import { useCustomerWords } from './use-customer-words.ts'
import { useWhen } from './use-when.ts'

export type Promised = CustomerFile['promises'][number]

const tones: Partial<Record<Promised['state'], 'danger' | 'warning' | 'accent'>> = {
  open: 'accent',
  late: 'warning',
  unchecked: 'warning',
  broken: 'danger',
}

/** What was promised and whether it was kept; `actsFor` adds what a person can say about one. */
export function Promises({
  promises,
  actsFor,
}: {
  readonly promises: readonly Promised[]
  readonly actsFor?: (promise: Promised) => ReactNode
}) {
  const t = useCustomerWords()
  const when = useWhen()
  return (
    <ul>
      {promises.map((one) => (
        <Item key={`${one.reply}-${one.start}`}>
          <Words>{one.text}</Words>
          <Row>
            <Badge data-tone={tones[one.state]}>{t(`state${one.state}`)}</Badge>
            <Soft>{one.dueAt === null ? t('noDue') : t('due', { time: when(one.dueAt) })}</Soft>
            {one.markedBy && <Soft>{one.markedBy.name ?? one.markedBy.id}</Soft>}
          </Row>
          {actsFor?.(one)}
        </Item>
      ))}
    </ul>
  )
}
