import { useWords } from '../../kit/i18n.tsx'
import { Notice } from '../../kit/parts.tsx'
import { words } from '../words.ts'
import type { SaveState } from './use-saving.ts'

/** What became of the last attempt to save, where it did not work out. */
export function SaveNote({ state }: { readonly state: SaveState }) {
  const t = useWords(words)
  if (state !== 'conflict' && state !== 'failed') return null
  return (
    <Notice role="alert" data-tone={state === 'conflict' ? 'warning' : 'danger'}>
      {t(state === 'conflict' ? 'conflict' : 'saveFailed')}
    </Notice>
  )
}
