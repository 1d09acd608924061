import { normalise, type Span } from '../language/normal.ts'
import { onceFor } from '../language/once-for.ts'
import { byClause, clausesIn, type Clause } from './clauses.ts'
import type { LintContext } from './context.ts'
import { isAskedAbout, mentionsIn } from './mentions.ts'
import { declinesComment, pointsToOfficial } from './pointers.ts'
import type { Speech } from './speech.ts'

type Rumour = NonNullable<LintContext['rumours']>[number]

const denial =
  /谣言|谣传|造谣|辟谣|传谣|不实|不属实|不真实|失实|假的|假消息|假新闻|不是真的|并非真|不是事实|没有的事|没有?[这那](?:回|个|件|种)?事|没有?此事|并无此事|不存在|从未|从来没|子虚乌有|无中生有|无稽之谈|误传|讹传|误读|捏造|编造|没有(?:任何)?[依根]据|毫无[依根]据|与事实不符|不符合?事实|(?:别|勿|不要|不必|无需)再?(?:轻信|相信|信|理会|听信|被误导)/
// 不是谣言, 不全是假的: a denial taken back.
const takenBack =
  /(?:不是|并非|不全是|不都是|不算|不能说是|未必是|不一定是|算不上)(?:什么)?(?:谣言|谣传|造谣|不实|假的|假消息|误传|子虚乌有)|并非不实/g
const negated =
  /(?:没有?|不会|不|未|并未|从未|无|不打算|不是|绝不|暂不|暂无|不可能|不再|没打算|不涉及|没想过)[^,。!?]{0,6}$/
// Two negations affirm: 不得不涨, 难免涨.
const affirmed =
  /(?:不得不|不会不|没有不|不可能不|免不了|少不了|难免|说不定|不排除|不止|不但|不仅|不光|不只|没多久|没几天|不久|不日)[^,。!?]{0,6}$/
const deniedAfter = /^[^,。!?]{0,10}(?:不会|没有|不存在|并未|不是真|是没有|无此|不成立|没影)/
// The matter is named without saying that it is so.
const neutral =
  /关于|至于|对于|针对|是否|会不会|有没有|是不是|传闻|传言|说法|网传|流传|提到的|问的|担心的/
const passedAlong =
  /听说|据说|据悉|确实|是真|真的|就要|快要|马上|可能|大概|估计|应该|八成|不排除|肯定/
const open = /核实|核查|举报|线索|截图|链接|哪里看|哪儿看|从哪|正在了解/
const asking = /[吗呢]|哪|什么|是否/

function lettersOf(plain: string): string {
  return plain.replace(/[^\p{L}\p{N}]/gu, '')
}

const saidIn = onceFor((speech: Speech) => ({ letters: lettersOf(speech.whole) }))

function sharesFact(speech: Speech, fact: string): boolean {
  const said = saidIn(speech).letters
  if (fact.length < 3) return fact !== '' && said.includes(fact)
  let shared = 0
  for (let at = 0; at + 2 <= fact.length; at++) if (said.includes(fact.slice(at, at + 2))) shared++
  return shared / (fact.length - 1) >= 0.6
}

/** Words of the claim alone: one that the correction uses too names the subject, not the claim. */
function tellingWords({ words, fact }: Rumour): readonly string[] {
  const correction = normalise(fact).text
  const own = words.filter((word) => !correction.includes(normalise(word).text))
  return own.length > 0 ? own : words
}

// Function signs tie nothing to a claim: 会, 要, 了.
const loose = /[会的了要将起是在有不没全都被就说]/

/** Pairs of signs that only the claim has: 取消 in 7月起取消老套餐, corrected by 老套餐可继续使用. */
function tellingPairs({ claim, words, fact }: Rumour): readonly string[] {
  const correction = normalise(fact).text
  const subjects = words
    .map((word) => normalise(word).text)
    .filter((word) => correction.includes(word))
  const rest = subjects.reduce((text, word) => text.replaceAll(word, ' '), normalise(claim).text)
  const pairs: string[] = []
  for (let at = 0; at + 2 <= rest.length; at++) pairs.push(rest.slice(at, at + 2))
  return pairs.filter(
    (pair) => /^\p{Script=Han}{2}$/u.test(pair) && !loose.test(pair) && !correction.includes(pair),
  )
}

interface Signs {
  readonly words: readonly string[]
  readonly pairs: readonly string[]
  readonly fact: string
}

const known = new WeakMap<Rumour, Signs>()

function signsOf(rumour: Rumour): Signs {
  const cached = known.get(rumour)
  if (cached) return cached
  const signs = {
    words: tellingWords(rumour),
    pairs: tellingPairs(rumour),
    fact: lettersOf(normalise(rumour.fact).text),
  }
  known.set(rumour, signs)
  return signs
}

/** Where the claim is made: by its own words, or by its subject together with what it claims. */
function claimsIn(speech: Speech, rumour: Rumour): readonly (readonly [Clause, readonly Span[]])[] {
  const clauses = clausesIn(speech)
  const telling = byClause(clauses, mentionsIn(speech.whole, signsOf(rumour).words))
  const subjects = byClause(clauses, mentionsIn(speech.whole, rumour.words))
  const pairs = byClause(clauses, mentionsIn(speech.whole, signsOf(rumour).pairs))
  return clauses.flatMap((clause) => {
    const places = telling.get(clause) ?? (subjects.has(clause) ? pairs.get(clause) : undefined)
    return places ? [[clause, places] as const] : []
  })
}

function isDenied(speech: Speech, clause: Clause, at: Span): boolean {
  const word = speech.whole.slice(at.start, at.end)
  const around = speech.whole.slice(
    Math.max(0, at.start - word.length - 1),
    at.end + word.length + 1,
  )
  // 涨不涨价, 倒闭不倒闭: left open, not denied.
  if (around.includes(`${word}不${word}`)) return false
  const before = speech.whole.slice(Math.max(clause.start, at.start - 14), at.start)
  const after = speech.whole.slice(at.end, Math.min(clause.end, at.end + 24))
  return (negated.test(before) && !affirmed.test(before)) || deniedAfter.test(after)
}

/** The draft sends the customer to the official word, or says that the matter is being checked. */
function leavesOpen(text: string): boolean {
  return pointsToOfficial(text) || declinesComment(text) || open.test(text)
}

function isNeutral(speech: Speech, { start, end, isAsked }: Clause, isOpen: boolean): boolean {
  const text = speech.whole.slice(start, end)
  if (isAsked && asking.test(text)) return true
  return isOpen && neutral.test(text) && !passedAlong.test(text)
}

// 是真的, 确有此事: the claim confirmed without naming it.
const confirmed =
  /(?<!不)是真的|(?<!不|否)属实|确有此事|(?<!没)有这回?事|有这个(?:打算|计划|安排)|(?:消息|传闻|说法|网上说的?)(?:没错|是对的|是准的|不假)|不是谣言|(?:网上|大家|外面|新闻)(?:是|都|也)?(?:这么|这样|都在)(?:说|传|讲)/

/** Clauses that repeat a rumour with neither its correction nor a denial in the draft. */
export function repeatsOf(
  speech: Speech,
  rumour: Rumour,
  inbound: LintContext['inbound'],
): readonly Clause[] {
  if (sharesFact(speech, signsOf(rumour).fact) || denial.test(speech.whole.replace(takenBack, '')))
    return []
  const clauses = clausesIn(speech)
  const named = claimsIn(speech, rumour)
  if (named.length === 0 && isAskedAbout(inbound, rumour.words))
    return clauses.filter(({ text }) => confirmed.test(text))
  // One plain denial answers the claim wherever else the draft names it.
  if (named.some(([clause, places]) => places.some((at) => isDenied(speech, clause, at)))) return []
  const isOpen = leavesOpen(speech.whole)
  return named.map(([clause]) => clause).filter((clause) => !isNeutral(speech, clause, isOpen))
}
