import type { LintContext } from '../../server/persona/context.ts'
import { useWords } from '../kit/i18n.tsx'
import { Act, Notice, Soft, Stack } from './parts.tsx'
import { words } from './words.ts'

/** Crisis wording is in force: what may be said, one click away. */
export function Crisis({
  crisis,
  onUse,
}: {
  readonly crisis: LintContext['crisis']
  readonly onUse: (text: string) => void
}) {
  const t = useWords(words)
  const locked = crisis?.locked ?? []
  return (
    <Notice data-tone="danger" role="alert">
      <Stack>
        <strong>{t('crisis')}</strong>
        <span>{t(locked.length > 0 ? 'crisisHint' : 'crisisNone')}</span>
        {locked.slice(0, 10).map((text) => (
          <Act key={text} type="button" onClick={() => onUse(text)}>
            {text}
          </Act>
        ))}
        {locked.length > 10 && <Soft>…</Soft>}
      </Stack>
    </Notice>
  )
}
