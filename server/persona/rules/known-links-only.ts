import { normalise } from '../../language/normal.ts'
import { isHostOf, linksIn } from '../links.ts'
import type { Edit, Finding, PersonaRule } from '../rule.ts'

/** Taking a link out must not join what stood around it to a number or a word. */
function cut(draft: string, start: number, end: number): readonly Edit[] | undefined {
  const before = draft.slice(Math.max(0, start - 8), start).trimEnd()
  const after = draft.slice(end, end + 8).trimStart()
  if (/[\p{N}\p{L}]$/u.test(before) && /^[\p{N}a-z]/iu.test(after)) return undefined
  return [{ start, end, text: '' }]
}

/** W-S6: hosts of the allow-list, and no code whose target nobody sees. */
export const knownLinksOnly: PersonaRule = {
  id: 'W-S6',
  because: {
    zh: '陌生链接和二维码是骗子最常用的手段，客户只应从我们这里看到官方地址。',
    en: 'Unknown links and QR codes are what fraud works with; customers get official addresses only.',
  },
  check(draft, context): readonly Finding[] {
    const codes = (context.attachments ?? [])
      .filter(({ qr }) => qr === true)
      .map((): Finding => ({
        rule: 'W-S6',
        severity: 'error',
        start: draft.length,
        end: draft.length,
        message: {
          zh: '图片里有二维码，客户看不出它通向哪里，请换成官方链接。',
          en: 'The picture holds a QR code whose target nobody can see; send an official link instead.',
        },
      }))
    const hosts = context.brand?.hosts
    if (!hosts) return codes
    const normal = normalise(draft)
    const links = linksIn(normal.text)
      .filter(({ host }) => !isHostOf(host, hosts))
      .map(({ start, end, host }): Finding => {
        const at = normal.spanOf(start, end)
        const fix = cut(draft, at.start, at.end)
        return {
          rule: 'W-S6',
          severity: 'error',
          ...at,
          message: {
            zh: `${host} 不在允许的网址里，请删去或换成官方链接。`,
            en: `${host} is not among the allowed sites; remove it or use an official link.`,
          },
          ...(fix && { fix }),
        }
      })
    return [...links, ...codes]
  },
}
