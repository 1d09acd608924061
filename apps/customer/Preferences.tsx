import { useState } from 'react'
import { setPreferences, type CustomerFile } from '../../server/api/customers.ts'
import { useWhen } from '../kit/customer/use-when.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import { Act, Choice, Line, Row, Soft, Stack, Words } from '../kit/parts.tsx'
import type { CustomerActs } from './use-customer-act.ts'
import { words } from './words.ts'

const texts = ['address', 'hours', 'note'] as const
const languages = ['zh-Hans', 'zh-Hant', 'en'] as const

interface PartsOf {
  readonly card: CustomerFile
  readonly acts: CustomerActs
}

function Form({ card, acts, onClose }: PartsOf & { readonly onClose: () => void }) {
  const t = useWords(words)
  const { address, language, hours, note } = card.preferences
  const [draft, setDraft] = useState({ address, hours, note })
  const [script, setScript] = useState(language)
  async function save(): Promise<void> {
    const given = texts.flatMap((key) => {
      const value = draft[key]?.trim()
      return value ? [[key, value] as const] : []
    })
    const preferences = { ...Object.fromEntries(given), ...(script && { language: script }) }
    const body = { of: card.of, preferences }
    if (await acts.act(setPreferences, body, () => ({ text: t('done') }))) onClose()
  }
  return (
    <Stack
      as="form"
      onSubmit={(event: React.FormEvent) => {
        event.preventDefault()
        void save()
      }}
    >
      {texts.map((key, i) => (
        <Row as="label" key={key}>
          <Soft as="span">{t(key)}</Soft>
          <Line
            autoFocus={i === 0}
            maxLength={200}
            value={draft[key] ?? ''}
            onChange={({ target }) => setDraft({ ...draft, [key]: target.value })}
          />
        </Row>
      ))}
      <Row as="label">
        <Soft as="span">{t('language')}</Soft>
        <Choice
          value={script ?? ''}
          onChange={({ target }) => setScript(languages.find((one) => one === target.value))}
        >
          <option value="">{t('languageany')}</option>
          {languages.map((one) => (
            <option key={one} value={one}>
              {t(`language${one}`)}
            </option>
          ))}
        </Choice>
      </Row>
      <Row>
        <Act type="submit" data-main disabled={acts.isRunning}>
          {t('save')}
        </Act>
        <Act type="button" data-plain onClick={onClose}>
          {t('cancel')}
        </Act>
      </Row>
    </Stack>
  )
}

/** How this customer likes to be treated. */
export function Preferences({ card, acts }: PartsOf) {
  const t = useWords(words)
  const when = useWhen()
  const [isEditing, setEditing] = useState(false)
  const { by, at, language } = card.preferences
  const kept = texts.flatMap((key) => {
    const value = card.preferences[key]
    return value === undefined ? [] : [{ key, value }]
  })
  return (
    <Fold name="customer-preferences" title={t('preferences')}>
      {isEditing ? (
        <Form card={card} acts={acts} onClose={() => setEditing(false)} />
      ) : (
        <Stack>
          {kept.length === 0 && !language && <Soft>{t('noPreferences')}</Soft>}
          {kept.map(({ key, value }) => (
            <Words key={key}>
              {t(key)} · {value}
            </Words>
          ))}
          {language && (
            <Words>
              {t('language')} · {t(`language${language}`)}
            </Words>
          )}
          {by && at !== null && <Soft>{t('by', { who: by.name ?? by.id, when: when(at) })}</Soft>}
          <Row>
            <Act type="button" onClick={() => setEditing(true)}>
              {t('edit')}
            </Act>
          </Row>
        </Stack>
      )}
    </Fold>
  )
}
