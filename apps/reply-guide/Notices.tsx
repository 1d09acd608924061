import type { Guidance } from '../../server/api/guidance.ts'
import type { LintContext } from '../../server/persona/context.ts'
import { useWords } from '../kit/i18n.tsx'
import type { Draft } from './composer.ts'
import { isOurs } from './judging.ts'
import { Act, Notice, Row } from './parts.tsx'
import type { GuidanceState } from './use-guidance.ts'
import { words } from './words.ts'

function RelayTrouble({ problem, guidance, reload }: GuidanceState) {
  const t = useWords(words)
  if (problem === undefined) return null
  if (problem === 'ended') return <Notice data-tone="warning">{t('ended')}</Notice>
  return (
    <Notice data-tone="warning" role="status">
      <strong>{t('unreachable')}</strong>
      <Row>
        <span>{t(guidance ? 'stale' : 'unreachableHint')}</span>
        <Act type="button" onClick={() => void reload()}>
          {t('again')}
        </Act>
      </Row>
    </Notice>
  )
}

function isForeign(guidance: Guidance | undefined): boolean {
  return guidance !== undefined && !isOurs(guidance)
}

function isBarred({ roster }: LintContext, guidance: Guidance | undefined): boolean {
  return roster?.mayAnswerPublicly === false && guidance?.visibility === 'public'
}

/** What holds for the whole page, each said once. */
export function Notices({
  draft,
  state,
  context,
}: {
  readonly draft: Draft
  readonly state: GuidanceState
  readonly context: LintContext
}) {
  const t = useWords(words)
  return (
    <>
      {draft.state === 'missing' && <Notice data-tone="warning">{t('composerMissing')}</Notice>}
      {draft.isNote && (
        <Notice data-tone="note" role="status">
          {t('note')}
        </Notice>
      )}
      {!draft.isNote && isBarred(context, state.guidance) && (
        <Notice data-tone="warning">{t('notOnRoster')}</Notice>
      )}
      {isForeign(state.guidance) && <Notice>{t('advice')}</Notice>}
      <RelayTrouble {...state} />
    </>
  )
}
