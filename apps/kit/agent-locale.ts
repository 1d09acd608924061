import type { Locale } from './i18n.tsx'
import type { Zaf } from './zaf.ts'

/** The language of our dictionaries for the one the agent has Zendesk in; undefined where it does not say. */
export function agentLocale({ locale }: Pick<Zaf, 'locale'>): Locale | undefined {
  if (locale === undefined || locale === '') return undefined
  return /^zh\b/i.test(locale) ? 'zh-CN' : 'en'
}
