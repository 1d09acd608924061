import { useMemo, useState } from 'react'
import type { LintContext } from '../../server/persona/context.ts'
import type { MacroChoice } from '../../server/api/ready.ts'
import { Fold } from '../kit/Fold.tsx'
import { useWords } from '../kit/i18n.tsx'
import type { Relay } from '../kit/relay.ts'
import { Failure, Loading } from '../kit/states.tsx'
import type { Composer, Draft } from './composer.ts'
import { MacroItem } from './MacroItem.tsx'
import { Line, Soft } from './parts.tsx'
import { readyWords } from './ready-words.ts'
import { useMacros } from './use-macros.ts'

const shown = 5

interface Props {
  readonly relay: Relay
  readonly ticket: string
  readonly context: LintContext
  readonly composer: Composer
  readonly draft: Draft
}

/** Every word typed stands in the title or the text. */
function matching(macros: readonly MacroChoice[], sought: string): readonly MacroChoice[] {
  const words = sought.toLowerCase().split(/\s+/u).filter(Boolean)
  return macros.filter(({ title, text }) => {
    const whole = `${title}\n${text}`.toLowerCase()
    return words.every((word) => whole.includes(word))
  })
}

function Picker({ relay, ticket, context, composer, draft }: Props) {
  const t = useWords(readyWords)
  const { state, macros, isPartial, reload } = useMacros(relay, ticket)
  const [sought, setSought] = useState('')
  const [news, setNews] = useState('')
  const found = useMemo(() => matching(macros, sought), [macros, sought])
  const canInsert = draft.state !== 'missing' && !draft.isNote
  function insert(text: string): void {
    composer.insert(text).then(
      () => setNews(t('inserted')),
      () => setNews(t('insertFailed')),
    )
  }
  if (state === 'loading') return <Loading label={t('loading')} />
  if (state === 'error')
    return <Failure text={t('macrosFailed')} again={t('again')} onAgain={reload} />
  return (
    <>
      {isPartial && <Soft>{t('missingmacros')}</Soft>}
      {macros.length === 0 && <Soft>{t('macrosNone')}</Soft>}
      {macros.length > shown && (
        <Line
          type="search"
          style={{ width: '100%' }}
          aria-label={t('macroSearch')}
          placeholder={t('macroSearch')}
          value={sought}
          onChange={({ target }) => setSought(target.value)}
        />
      )}
      {macros.length > 0 && found.length === 0 && <Soft>{t('macrosNotFound')}</Soft>}
      {draft.isNote && <Soft>{t('noteHint')}</Soft>}
      <Soft role="status">{news}</Soft>
      <ul>
        {found.slice(0, shown).map((macro) => (
          <MacroItem
            key={`${macro.origin}-${macro.id}`}
            macro={macro}
            context={context}
            canInsert={canInsert}
            onInsert={insert}
          />
        ))}
      </ul>
      {found.length > shown && <Soft>{t('macrosMore', { n: found.length - shown })}</Soft>}
    </>
  )
}

/** Templates to choose from; what they leave open is asked for before the reply can go out. */
export function Macros(props: Props) {
  const t = useWords(readyWords)
  return (
    <Fold name="macros" title={t('macros')} isOpenAtFirst={false}>
      <Picker {...props} />
    </Fold>
  )
}
