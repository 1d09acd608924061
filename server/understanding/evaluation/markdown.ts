import type { Evaluation } from './evaluate.ts'
import type { JudgedReport } from './judged.ts'
import type { Mistake } from './worst.ts'

function percent(value: number | null): string {
  return value === null ? '–' : `${(value * 100).toFixed(1)} %`
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function summary(judged: Evaluation['judged']): string {
  const head = [
    'field',
    'texts',
    'accuracy',
    'macro-F1',
    'decided right',
    'coverage',
    'calibration error',
  ]
  const rows = Object.entries(judged).map(([name, report]) => [
    name,
    String(report.count),
    percent(report.accuracy),
    percent(report.macroF1),
    percent(report.decidedAccuracy),
    percent(report.coverage),
    percent(report.calibrationError),
  ])
  return tableOf(head, rows)
}

function confusion(name: string, report: JudgedReport): string {
  const golds = Object.keys(report.perClass)
  const values = [
    ...new Set([...golds, ...Object.values(report.confusion).flatMap((row) => Object.keys(row))]),
  ]
  const rows = golds.map((gold) => [
    gold,
    ...values.map((value) => String(report.confusion[gold]?.[value] ?? 0)),
    percent(report.perClass[gold]?.precision ?? 0),
    percent(report.perClass[gold]?.recall ?? 0),
  ])
  return `### ${name}\n\n${tableOf(['is \\ guessed', ...values, 'precision', 'recall'], rows)}`
}

function calibration(name: string, { calibration: bins }: JudgedReport): string {
  const rows = bins.map(({ from, count, meanConfidence, accuracy }) => [
    from.toFixed(1),
    String(count),
    percent(meanConfidence),
    percent(accuracy),
  ])
  return `### ${name}: confidence and truth\n\n${tableOf(['from', 'texts', 'confidence', 'right'], rows)}`
}

function others({ angerAuc, angerWithinOne, found, spans }: Evaluation): readonly string[] {
  const foundRows = Object.entries(found).map(
    ([name, { count, accuracy, found: seen, right, invented }]) => [
      name,
      String(count),
      ...[accuracy, seen, right, invented].map(percent),
    ],
  )
  const spanRows = Object.entries(spans).map(([name, { count, precision, recall }]) => [
    name,
    String(count),
    percent(precision),
    percent(recall),
  ])
  return [
    ...(angerWithinOne === null
      ? []
      : [
          `Anger: area under the curve ${angerAuc?.toFixed(3) ?? '–'}, within one level ${percent(angerWithinOne)}.`,
        ]),
    ...(foundRows.length === 0
      ? []
      : [tableOf(['field', 'texts', 'exact', 'found', 'found and right', 'invented'], foundRows)]),
    ...(spanRows.length === 0
      ? []
      : [tableOf(['spans', 'there', 'precision', 'recall'], spanRows)]),
  ]
}

/** The report for people. */
export function markdownOf(evaluation: Evaluation): string {
  const judged = Object.entries(evaluation.judged)
  return [
    `## ${evaluation.texts} texts`,
    ...(judged.length === 0 ? [] : [summary(evaluation.judged)]),
    ...others(evaluation),
    ...judged.map(([name, report]) => confusion(name, report)),
    ...judged
      .filter(([name]) => name !== 'anger level')
      .map(([name, report]) => calibration(name, report)),
  ].join('\n\n')
}

/** A cell holds no line end and no bar. */
function cellOf(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('|', '\\|')
}

/** The most certain mistakes, for people. */
export function worstMarkdown(mistakes: readonly Mistake[]): string {
  const rows = mistakes.map(({ field, gold, value, confidence, decided, text }) => [
    field,
    gold,
    value,
    percent(confidence),
    decided ? 'yes' : 'no',
    cellOf(text),
  ])
  const head = ['field', 'is', 'guessed', 'confidence', 'decided', 'text']
  return `## The ${mistakes.length} most certain mistakes\n\n${tableOf(head, rows)}`
}
