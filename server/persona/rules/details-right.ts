import { isSameQuantity, quantitiesIn } from '../../language/quantities.ts'
import { weekdayOf, type TimeMention } from '../../language/times.ts'
import type { Words } from '../../core/settings.ts'
import { isAmountWrong, isCodeWrong, isTimeWrong } from '../backing.ts'
import { pledgesIn } from '../commitments.ts'
import type { LintContext } from '../context.ts'
import { factClashesIn } from '../facts-clash.ts'
import { knownFrom, type Known } from '../known.ts'
import { isInForce, momentIn } from '../moments.ts'
import { placeSlipsIn } from '../places.ts'
import { contradictionIn, plainRefusalIn, policyClashIn } from '../polarity.ts'
import type { Edit, Finding, PersonaRule } from '../rule.ts'
import { sameDaySlipsIn, tooSoonIn } from '../same-day.ts'
import { statementsIn, type Statement, type Statements } from '../statements.ts'
import { toldAsDoneIn } from '../told-as-done.ts'

interface Slip {
  readonly start: number
  readonly end: number
  readonly message: Words
  readonly fix?: readonly Edit[]
}

const weekdayNames = '日一二三四五六'

/** A date beside a weekday that is not its own; the date is kept. */
function weekdaySlip(time: TimeMention, text: string): Slip | undefined {
  const right = time.day && weekdayOf(time.day)
  const isNamed = time.weekday !== undefined && time.isLoose !== true
  if (!isNamed || right === undefined || right === time.weekday) return undefined
  const written = text.slice(time.start, time.end)
  const name = /(?:周|星期|礼拜)([一二三四五六日天])/.exec(written)
  const at = time.start + (name?.index ?? 0) + (name?.[0].length ?? 1) - 1
  const day = weekdayNames[right] ?? ''
  return {
    start: time.start,
    end: time.end,
    message: {
      zh: `日期和星期对不上：这一天是星期${day}，请核对。`,
      en: 'The date and the weekday do not match; check which one is right.',
    },
    ...(name && { fix: [{ start: at, end: at + 1, text: day }] }),
  }
}

function impossible({ start, end }: TimeMention): Slip {
  return {
    start,
    end,
    message: {
      zh: '这个日期或时间不存在，请核对。',
      en: 'This date or time does not exist; check it.',
    },
  }
}

function unknown({ start, end }: { start: number; end: number }, text: string): Slip {
  const written = text.slice(start, end)
  return {
    start,
    end,
    message: {
      zh: `“${written}”与工单、客户原话和口径都对不上，请核对后再发。`,
      en: `“${written}” is not found in the ticket, the customer's words or the approved wording; check it.`,
    },
  }
}

/** A refund above the agent's limit is a matter of authority, unless it claims to be the whole sum. */
function isLeftToAuthority(
  statement: Statement,
  { authority, ticket }: LintContext,
  { facts }: Known,
): boolean {
  if (statement.kind !== 'amount' || statement.amount.kind !== 'money') return false
  const limit = authority?.refundYuan
  const isRefund = /退/.test(statement.clause) && !/全额|全部|全款|原价/.test(statement.clause)
  // Where the ticket knows the refund, another one is also simply wrong.
  const isKnown =
    ticket?.facts !== undefined &&
    facts.some(
      ({ topics, amounts }) =>
        topics?.includes('refund') && amounts.some(({ kind }) => kind === 'money'),
    )
  return !isKnown && isRefund && limit !== undefined && statement.amount.value > limit
}

function isWrong(statement: Statement, known: Known, text: string): boolean {
  if (statement.kind === 'amount') return isAmountWrong(statement, known)
  if (statement.kind === 'code') return isCodeWrong(statement, known)
  return isTimeWrong(statement, known, text.slice(statement.time.start, statement.time.end))
}

/** What cannot be true whatever the ticket says. */
function impossibleSlips({ all, normal, now, reading }: Statements): readonly Slip[] {
  const times = all.flatMap((one) => (one.kind === 'time' ? [one.time] : []))
  const dates = times.flatMap((time) => {
    if (time.isImpossible === true) return [impossible(time)]
    return weekdaySlip(time, normal.text) ?? []
  })
  const lapsed = pledgesIn(reading).lapsed.map(({ start, end }) => ({
    start,
    end,
    message: {
      zh: '承诺的时间已经过了，请改成还来得及的时间。',
      en: 'The promised time is already over; name one that can be kept.',
    },
  }))
  const told = toldAsDoneIn(all, now).map(({ start, end }) => ({
    start,
    end,
    message: {
      zh: '这个时间还没到，不能说成已经发生。',
      en: 'This moment is still to come; do not tell it as past.',
    },
  }))
  return [...dates, ...lapsed, ...told]
}

// 现金退不了，不过会退到话费账户; 没检测之前不能换: refused in one way or for now only.
const oneWay = /现金|线上|线下|门店|直接|单独|部分|之前|现在|暂/
const goesOn = /^[,]?[^。!?]*(?:不过|但|可以)/

function isPartial({ text, end }: { text: string; end: number }, whole: string): boolean {
  return oneWay.test(text) || goesOn.test(whole.slice(end, end + 40))
}

function contradicting(
  statements: Statements,
  known: Known,
  { authority }: LintContext,
): readonly Slip[] {
  const truths = [...known.facts, ...known.wording].map(({ text }) => text).join('\n')
  const { text } = statements.normal
  const clauses = statements.reading.sentences.flatMap((sentence) => sentence.clauses)
  const said = clauses.flatMap((clause) => {
    const clash = policyClashIn(clause.text, truths)
    const found =
      contradictionIn(clause.text, truths) ??
      plainRefusalIn(clause.text, truths) ??
      (clash && !isPartial(clause, text) ? clash : undefined)
    return found ? [{ start: clause.start + found.start, end: clause.start + found.end }] : []
  })
  return [
    ...said,
    ...placeSlipsIn(clauses, known),
    ...sameDaySlipsIn(clauses, known),
    // Too soon for what an agent may promise is told by W-S5.
    ...(authority?.fastestHours ? [] : tooSoonIn(statements, known)),
  ].map((span) => unknown(span, text))
}

/** Lengths of wording that is out of date: W-A8 says that it must not be used. */
function isStale(statement: Statement, { wording, now }: LintContext): boolean {
  if (statement.kind !== 'amount' || statement.amount.kind !== 'length') return false
  const moment = momentIn(now)
  if (moment === undefined) return false
  return (wording ?? []).some(
    (entry) =>
      !isInForce(entry, moment) &&
      quantitiesIn(entry.text).some((amount) => isSameQuantity(amount, statement.amount)),
  )
}

/** 今晚保证修好 is more than may be promised: that is told by the rules on promises. */
function isVowed(statement: Statement): boolean {
  return (
    statement.kind === 'time' && statement.isPledge && /保证|包[您你]|承诺/.test(statement.clause)
  )
}

/** 估计明后天退 is for W-A1. */
function isGuessed({ kind, clause }: Statement): boolean {
  return kind === 'time' && /估计|大概|没准|说不定|可能|应该/.test(clause)
}

/** What is said of a competitor is for W-X4. */
function isOfRivals({ clause }: Statement, { competitors = [] }: LintContext): boolean {
  return competitors.some((name) => name !== '' && clause.includes(name.toLowerCase()))
}

function slipsIn(statements: Statements, context: LintContext): readonly Slip[] {
  const slips = [...impossibleSlips(statements)]
  if (!context.ticket?.facts && !context.wording) return slips
  const known = knownFrom(context)
  const { text } = statements.normal
  for (const statement of statements.all) {
    const span =
      statement.kind === 'amount'
        ? statement.amount
        : statement.kind === 'code'
          ? statement.code
          : statement.time
    const isFound = slips.some(({ start, end }) => start < span.end && span.start < end)
    if (
      !isFound &&
      !isStale(statement, context) &&
      !isVowed(statement) &&
      !isGuessed(statement) &&
      !isOfRivals(statement, context) &&
      !isLeftToAuthority(statement, context, known) &&
      isWrong(statement, known, text)
    )
      slips.push(unknown(span, text))
  }
  return [
    ...slips,
    ...contradicting(statements, known, context),
    ...factClashesIn(statements, known).map((span) => unknown(span, text)),
  ]
}

/** W-A4: what stands in a reply can be held against us. */
export const detailsRight: PersonaRule = {
  id: 'W-A4',
  because: {
    zh: '数字、日期、金额、单号和地点说错一个，客户就白跑一趟，信任也没了。',
    en: 'One wrong number, date, sum, order number or place sends the customer on a fruitless errand.',
  },
  check(draft, context): readonly Finding[] {
    const statements = statementsIn(draft, context.now)
    const { normal } = statements
    return slipsIn(statements, context).map(({ start, end, message, fix }) => ({
      rule: 'W-A4',
      severity: 'error',
      ...normal.spanOf(start, end),
      message,
      ...(fix && {
        fix: fix.map((edit) => ({ ...normal.spanOf(edit.start, edit.end), text: edit.text })),
      }),
    }))
  },
}
