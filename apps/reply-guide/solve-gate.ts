import type { Casework } from '../../server/api/casework.ts'
import type { Locale } from '../kit/i18n.tsx'
import type { SaveAnswer } from '../kit/zaf.ts'

/**
 * Whether a ticket may be handed in with this status: where the policy asks for it, a case is solved only
 * with the required steps done. A type nobody has said, and no word says, stops nothing.
 */
export function answerSolve(
  locale: Locale,
  status: unknown,
  casework: Casework | undefined,
): SaveAnswer {
  const { playbook, type } = casework ?? {}
  if (status !== 'solved' || playbook?.isNeeded !== true || type?.source === 'guess') return true
  const open = playbook.steps.filter(({ isRequired, done }) => isRequired && done === null)
  if (open.length === 0) return true
  const named = (language: 'zh' | 'en', between: string): string =>
    open.map(({ label }) => label[language]).join(between)
  return locale === 'en'
    ? `Not solved yet. Still to be done, and ticked in the sidebar: ${named('en', ', ')}`
    : `还不能解决。请先完成并在侧栏勾选：${named('zh', '、')}`
}
