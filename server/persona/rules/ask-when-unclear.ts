import { nearCommitmentsIn } from '../near-commitments.ts'
import type { LintContext } from '../context.ts'
import { traitsOf } from '../echo.ts'
import { isLockedWording } from '../locked-wording.ts'
import type { PersonaRule } from '../rule.ts'
import { speechOf } from '../speech.ts'

const asking =
  /[?]|请|麻烦|烦请|劳烦|辛苦[您你]|方便|提供|告诉|告知|发(?:给|来|过来|我|一下|下|张)|拍|报(?:一下|下|给)|核对|确认|私信|留下|补充|传(?:给|我|过来|一下)|需要[您你]/
const assuming =
  /如果|假如|若(?!干)|要是|假设|按[^,。]{1,10}(?:来|算|为例)|以[^,。]{1,10}为例|一般(?:来说|情况)|通常/
// We find it out ourselves.
const findingOut =
  /复核|核实|核查|核对|排查|复检|检测|上门(?:看|查|检)|查(?:清|明|实|到|询|一下)|调取|现场(?:看|查)/

function missingLabels({ ticket }: LintContext): readonly string[] {
  const facts = ticket?.facts ?? {}
  return (ticket?.required ?? [])
    .filter(({ key }) => !Object.hasOwn(facts, key) || facts[key]?.trim() === '')
    .map(({ label }) => label)
}

/** Whether a fact is asked for or mentioned: 破损照片 is, by 请拍照. */
function isNamed(text: string, label: string): boolean {
  const last = [...label].slice(-2)
  return (
    traitsOf(label).some((trait) => text.includes(trait)) ||
    last.some((sign) => text.includes(sign))
  )
}

/** W-L3. Facts a ticket needs are those of `ticket.required` that `ticket.facts` does not hold. */
export const askWhenUnclear: PersonaRule = {
  id: 'W-L3',
  because: {
    zh: '缺关键信息就下结论，多半要返工；问清楚或说明您的假设。',
    en: 'Answering without a needed fact means doing it twice; ask, or say what you assume.',
  },
  check(draft, context) {
    const labels = missingLabels(context)
    if (labels.length === 0 || isLockedWording(draft, context)) return []
    const { whole, sentences } = speechOf(draft)
    if (sentences.length === 0 || assuming.test(whole)) return []
    const asks = asking.test(whole)
    const open = labels.filter(
      (label) => !(asks && isNamed(whole.toLowerCase(), label.toLowerCase())),
    )
    if (open.length === 0) return []
    if (
      findingOut.test(whole) &&
      nearCommitmentsIn(draft, context.now).some(({ isDefinite }) => isDefinite)
    )
      return []
    return [
      {
        rule: 'W-L3',
        severity: 'warning',
        start: draft.length,
        end: draft.length,
        message: {
          zh: `还缺“${open.join('、')}”，请向客户问清，或说明您的假设。`,
          en: `Still missing: ${open.join(', ')}; ask for it or state your assumption.`,
        },
      },
    ]
  },
}
