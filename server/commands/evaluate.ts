import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { RelayError } from '../core/error.ts'
import { readCorpus } from '../understanding/corpus/read.ts'
import { evaluatePairs, type Pair } from '../understanding/evaluation/evaluate.ts'
import { goldOf, goldOfCorpus } from '../understanding/evaluation/gold.ts'
import { markdownOf, worstMarkdown } from '../understanding/evaluation/markdown.ts'
import { worstOf } from '../understanding/evaluation/worst.ts'
import { engineOf, understand, type Engine } from '../understanding/understand.ts'
import { readFlags, type Command } from './command.ts'
import { linesOf } from './lines.ts'
import { createProgress } from './progress.ts'
import { defaultTimeZone, readTextLine } from './understand-input.ts'
import { loadModels } from './understand-models.ts'

const usage = 'Use: evaluate --gold FILE… [--json] [--worst N] [--models DIR]'

/** `--gold a b --gold c`: every file named, and the other words. */
function filesOf(argv: readonly string[]): readonly string[] {
  const { values, positionals } = readFlags(argv, ['gold', 'models', 'worst'], ['json'])
  if (typeof values['gold'] !== 'string') throw new RelayError('config.invalid', usage)
  const named = argv.flatMap((word, i) => (argv[i - 1] === '--gold' ? [word] : []))
  return [...new Set([...named, values['gold'], ...positionals])]
}

function corpusPairs(path: string, engine: Engine, at: number): readonly Pair[] {
  const { lines, problems } = readCorpus(readFileSync(path, 'utf8'))
  const [problem] = problems
  if (problem)
    throw new RelayError('config.invalid', `${path} line ${problem.line}: ${problem.message}.`)
  return lines.map((line) => ({
    text: line.text,
    gold: goldOfCorpus(line),
    ours: understand({ text: line.text, at, timeZone: defaultTimeZone }, engine),
  }))
}

async function jsonPairs(path: string, engine: Engine, at: number): Promise<readonly Pair[]> {
  const file = createReadStream(path)
  const pairs: Pair[] = []
  const progress = createProgress('texts read')
  let number = 0
  for await (const text of linesOf(path.endsWith('.gz') ? file.pipe(createGunzip()) : file)) {
    number++
    if (text.trim() === '') continue
    const line = readTextLine(text, { now: at, timeZone: defaultTimeZone, id: number })
    const gold = typeof line === 'string' ? undefined : goldOf(line.value)
    if (typeof line === 'string' || gold === undefined) {
      const problem = typeof line === 'string' ? line : 'has no gold {…}, sent or off'
      throw new RelayError('config.invalid', `${path} line ${number}: ${problem}.`)
    }
    pairs.push({ text: line.input.text, gold, ours: understand(line.input, engine) })
    progress.tell(number)
  }
  progress.end()
  return pairs
}

const most = 1000

/** `--worst N` as a number; none asked for is 0. */
function mistakesWanted(value: string | boolean | undefined): number {
  if (value === undefined) return 0
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new RelayError(
      'config.invalid',
      `--worst wants a whole number from 1 to ${most}. ${usage}`,
    )
  return count
}

function reportOf(pairs: readonly Pair[], worst: number, isJson: boolean): string {
  const report = evaluatePairs(pairs)
  const mistakes = worst > 0 ? worstOf(pairs, worst) : undefined
  if (isJson) return JSON.stringify(mistakes ? { ...report, worst: mistakes } : report, null, 2)
  return [markdownOf(report), ...(mistakes ? [worstMarkdown(mistakes)] : [])].join('\n\n')
}

/** How well the texts of files that people judged are understood: each file, as Markdown or JSON. */
export const evaluate: Command = async (argv) => {
  const files = filesOf(argv)
  const missing = files.find((path) => !existsSync(path))
  if (missing !== undefined)
    throw new RelayError('config.invalid', `There is no file ${missing}. ${usage}`)
  const { values } = readFlags(argv, ['gold', 'models', 'worst'], ['json'])
  const worst = mistakesWanted(values['worst'])
  const folder = values['models']
  const engine = engineOf(typeof folder === 'string' ? loadModels(folder) : loadModels())
  const now = Date.now()
  const pairs: Pair[] = []
  for (const path of files) {
    const isCorpus = path.endsWith('.tsv')
    const more = isCorpus ? corpusPairs(path, engine, now) : await jsonPairs(path, engine, now)
    for (const pair of more) pairs.push(pair)
  }
  process.stdout.write(`${reportOf(pairs, worst, values['json'] === true)}\n`)
  return 0
}
