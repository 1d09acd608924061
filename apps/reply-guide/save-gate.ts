import type { Locale } from '../kit/i18n.tsx'
import type { SaveAnswer } from '../kit/zaf.ts'
import { approverFor } from '../../server/persona/approvers.ts'
import type { Finding } from '../../server/persona/rule.ts'
import type { Draft } from './composer.ts'

/** Why an error is sent in spite of the finding, for one text. */
export type Reasons = ReadonlyMap<string, string>

export interface SaveDoors {
  readonly locale: Locale
  readonly isOurs: boolean
  readonly findings: readonly Finding[]
  /** By rule. */
  readonly reasons: Reasons
  /** Tells the relay who saves what; throws when it cannot be told. */
  readonly record: (overrides: readonly { rule: string; reason: string }[]) => Promise<void>
}

function said(locale: Locale, zh: string, en: string): string {
  return locale === 'en' ? en : zh
}

function messageOf(locale: Locale, { message, rule }: Finding): string {
  return `${locale === 'en' ? message.en : message.zh} (${rule})`
}

/** Whether a ticket may be saved with this draft; a text says in the agent's language why not. */
export async function answerSave(draft: Draft, doors: SaveDoors): Promise<SaveAnswer> {
  const { locale, findings, reasons } = doors
  if (!doors.isOurs || draft.state !== 'ready' || draft.isNote || draft.text.trim() === '')
    return true
  const block = findings.find(({ severity }) => severity === 'block')
  if (block)
    return said(
      locale,
      `微桥拦下了这条回复：${messageOf(locale, block)}`,
      `Weiqiao stopped this reply: ${messageOf(locale, block)}`,
    )
  // What somebody else must let go is held and waits for them: no reason of the author's does.
  const own = findings.filter(
    ({ severity, rule }) => severity === 'error' && approverFor(rule) === undefined,
  )
  const errors = [...new Set(own.map(({ rule }) => rule))]
  const open = own.find(({ rule }) => !reasons.has(rule))
  if (open)
    return said(
      locale,
      `请先改好，或在侧栏写明仍要发送的理由：${messageOf(locale, open)}`,
      `Mend this first, or give a reason in the sidebar to send it anyway: ${messageOf(locale, open)}`,
    )
  const overrides = errors.map((rule) => ({ rule, reason: reasons.get(rule) ?? '' }))
  try {
    await doors.record(overrides)
    return true
  } catch {
    // Without an override the gate lets it go anyway; it only learns later who wrote it.
    if (overrides.length === 0) return true
    return said(
      locale,
      '理由没能记下来，微桥暂时连不上。请稍后再试。',
      'The reason could not be recorded: the relay does not answer. Please try again shortly.',
    )
  }
}
