import { normalise } from '../../language/normal.ts'
import type { LintContext } from '../context.ts'
import { traitsOf } from '../echo.ts'
import type { PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

/** The share of a macro that makes a reply a copy of it. */
const copied = 0.9
/** Personal elements that make a copy a reply to this customer. */
const enough = 2

// Marks, blanks, agent codes and what a macro leaves to fill in do not count.
const filler = /\{\{[^}]*\}\}|\{[^}]*\}|【[^】]*】|\^[a-z]*\d+|[^\p{L}\p{N}]/gu

// A name put in place of a salutation leaves the rest as canned as it was.
const salutation = /您好|你好|尊敬的(?:用户|客户|顾客|会员)?|亲爱的?(?:用户|客户|顾客|会员)?/g

function shinglesOf(text: string, name = ''): ReadonlySet<string> {
  const unnamed = name === '' ? text : text.replaceAll(name, '')
  const plain = normalise(unnamed).text.replace(salutation, '').replace(filler, '')
  const shingles = new Set<string>()
  for (let at = 0; at + 3 <= plain.length; at++) shingles.add(plain.slice(at, at + 3))
  return shingles
}

/** Shared pieces of three signs, 0 to 1 (Dice). */
function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const shingle of a) if (b.has(shingle)) shared++
  return a.size + b.size === 0 ? 0 : (2 * shared) / (a.size + b.size)
}

const shinglesKnown = new WeakMap<object, ReadonlySet<string>>()

function shinglesOfMacro(macro: { readonly text: string }): ReadonlySet<string> {
  const shingles = shinglesKnown.get(macro) ?? shinglesOf(macro.text)
  shinglesKnown.set(macro, shingles)
  return shingles
}

/** Name, order, place, echo of the issue: what stands in the draft and not in the macro. */
function personalElements(plain: string, macro: string, context: LintContext): number {
  const { customer, ticket, brand, inbound = [] } = context
  const isAdded = (word: string): boolean => {
    const value = normalise(word).text
    return value.length > 1 && plain.includes(value) && !macro.includes(value)
  }
  const asked = inbound.map(({ text }) => normalise(text).text).join('\n')
  const tails = asked.match(/[a-z]*\d{4,}/g) ?? []
  const echoes = new Set(traitsOf(asked).filter(isAdded))
  const elements = [
    customer?.name !== undefined && isAdded(customer.name),
    [ticket?.serviceNo ?? '', ...tails].some(
      (number) => isAdded(number) || isAdded(number.slice(-4)),
    ),
    (brand?.places ?? []).some(isAdded),
    ...Object.values(ticket?.facts ?? {}).map(isAdded),
    ...[...echoes].slice(0, enough).map(() => true),
  ]
  return elements.filter(Boolean).length
}

/** W-P4: a canned answer speaks to nobody. */
export const noBareTemplate: PersonaRule = {
  id: 'W-P4',
  because: {
    zh: '照搬模板，客户感觉在跟系统说话；提到他的名字、订单或问题就不一样。',
    en: 'A bare macro sounds like a system; the name, order or issue makes it a reply.',
  },
  check(draft, context) {
    const macros = context.macros ?? []
    if (macros.length === 0) return []
    const shingles = shinglesOf(draft, context.customer?.name)
    const plain = speechOf(draft).whole
    const source = macros.find(
      (macro) =>
        similarity(shingles, shinglesOfMacro(macro)) >= copied &&
        personalElements(plain, normalise(macro.text).text, context) < enough,
    )
    if (shingles.size === 0 || !source) return []
    return [
      {
        rule: 'W-P4',
        severity: 'warning',
        start: 0,
        end: draft.length,
        message: {
          zh: '这几乎是模板原文，请至少加上两处与客户有关的内容：称呼、订单、地点或他的问题。',
          en: 'This is almost the bare macro; add at least two of: name, order, place, the issue.',
        },
      },
    ]
  },
}
