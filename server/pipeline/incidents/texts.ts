import type { Dispatch } from './record.ts'

type Locale = 'zh-CN' | 'en'

function moment(at: number, locale: Locale, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone,
  }).format(at)
}

/** What Zendesk shows of an incident. The label is a customer's own words, personal data masked. */
export function problemTexts(
  of: { readonly label: string; readonly size: number; readonly places: readonly string[] },
  locale: Locale,
): { readonly subject: string; readonly text: string } {
  const { label, size, places } = of
  const where = places.join(locale === 'en' ? ', ' : '、')
  return locale === 'en'
    ? {
        subject: `Incident: ${label}`,
        text: `[Weiqiao] ${size} customers write about the same thing.${where === '' ? '' : `\nWhere: ${where}`}\nTheir tickets are linked to this one as incidents.`,
      }
    : {
        subject: `集中事件：${label}`,
        text: `【微桥】${size} 位客户反映同一件事。${where === '' ? '' : `\n地点：${where}`}\n他们的工单已作为 incident 关联到本工单。`,
      }
}

export function dispatchText(
  { owner, dueAt, note }: Pick<Dispatch, 'owner' | 'dueAt' | 'note'>,
  locale: Locale,
  timeZone: string,
): string {
  const due = moment(dueAt, locale, timeZone)
  return locale === 'en'
    ? `[Weiqiao] Dispatched to ${owner}, due ${due}.\n${note}`.trim()
    : `【微桥】已派单：${owner}，时限 ${due}。\n${note}`.trim()
}

export function returnText(result: string, locale: Locale): string {
  return locale === 'en'
    ? `[Weiqiao] The dispatch came back:\n${result}`
    : `【微桥】派单已返回：\n${result}`
}

export function toldText(text: string, locale: Locale): string {
  return locale === 'en'
    ? `[Weiqiao] On its way, as to all customers of the incident:\n${text}`
    : `【微桥】随集中事件统一答复，正在发送：\n${text}`
}
