import { useState } from 'react'
import { bindNumber, unbindNumber, type CustomerFile } from '../../server/api/customers.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Act, Badge, Choice, Item, Line, Row, Soft, Stack } from '../kit/parts.tsx'
import type { CustomerActs } from './use-customer-act.ts'
import { words } from './words.ts'

const kinds = ['phone', 'account_number'] as const
type Kind = (typeof kinds)[number]

function Bind({ card, acts }: { readonly card: CustomerFile; readonly acts: CustomerActs }) {
  const t = useWords(words)
  const [kind, setKind] = useState<Kind>('phone')
  const [value, setValue] = useState('')
  const isFit = bindNumber.body.safeParse({ of: card.of, kind, value }).success
  async function bind(): Promise<void> {
    if (await acts.act(bindNumber, { of: card.of, kind, value }, () => ({ text: t('done') })))
      setValue('')
  }
  return (
    <Stack>
      <Row
        as="form"
        onSubmit={(event: React.FormEvent) => {
          event.preventDefault()
          if (isFit) void bind()
        }}
      >
        <Choice
          aria-label={t('kind')}
          value={kind}
          onChange={({ target }) => setKind(kinds.find((one) => one === target.value) ?? 'phone')}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(one)}
            </option>
          ))}
        </Choice>
        <Line
          aria-label={t('number')}
          placeholder={t('number')}
          autoComplete="off"
          value={value}
          onChange={({ target }) => setValue(target.value)}
        />
        <Act type="submit" disabled={acts.isRunning || !isFit}>
          {t('bind')}
        </Act>
      </Row>
      <Soft>{t(value.length > 3 && !isFit ? 'badNumber' : 'numberHint')}</Soft>
    </Stack>
  )
}

/** Numbers an agent bound to this person; nobody sees more than their end. */
export function Numbers({
  card,
  acts,
}: {
  readonly card: CustomerFile
  readonly acts: CustomerActs
}) {
  const t = useWords(words)
  const { bindings, of } = card
  return (
    <Fold name="customer-numbers" title={t('numbers')} aside={bindings.length || undefined}>
      <Stack>
        {bindings.length === 0 && <Soft>{t('noNumbers')}</Soft>}
        <ul>
          {bindings.map(({ id, kind, shown, by }) => (
            <Item key={id}>
              <Row>
                <Badge>{t(kind)}</Badge>
                <strong>{shown}</strong>
                <Soft>{by.name ?? by.id}</Soft>
                <Act
                  type="button"
                  data-plain
                  disabled={acts.isRunning}
                  aria-label={t('unbindLabel', { shown })}
                  onClick={() =>
                    void acts.act(unbindNumber, { of, binding: id }, () => ({ text: t('done') }))
                  }
                >
                  {t('unbind')}
                </Act>
              </Row>
            </Item>
          ))}
        </ul>
        <Bind card={card} acts={acts} />
      </Stack>
    </Fold>
  )
}
