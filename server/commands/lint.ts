import { once } from 'node:events'
import type { LintContext } from '../persona/context.ts'
import { readContext } from '../persona/context-schema.ts'
import { judge } from '../persona/guide.ts'
import type { Finding } from '../persona/rule.ts'
import { RelayError } from '../core/error.ts'
import { readFlags, type Command } from './command.ts'
import { linesOf } from './lines.ts'

type Language = 'zh' | 'en'
const languages: Readonly<Record<string, Language>> = { 'zh-CN': 'zh', en: 'en' }

interface Line {
  readonly id: string | number
  readonly draft: string
  readonly context: LintContext
}

/** One line of input, or what is wrong with it. */
function read(text: string): Line | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'is not JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return 'must be an object {"id", "draft", "context"}'
  const { id, draft, context = {} } = value as Readonly<Record<string, unknown>>
  if (typeof id !== 'string' && typeof id !== 'number') return 'id must be text or a number'
  if (typeof draft !== 'string') return 'draft must be text'
  const reading = readContext(context)
  return reading.ok ? { id, draft, context: reading.context } : `${reading.path} ${reading.message}`
}

function written(finding: Finding, language: Language): object {
  const { rule, severity, start, end, message, fix } = finding
  return { rule, severity, start, end, message: message[language], ...(fix && { fix }) }
}

/** Judges drafts as they come, one line of findings each; the first line that cannot be read ends it. */
export const lint: Command = async (argv) => {
  const { values, positionals } = readFlags(argv, ['locale'])
  const language = languages[String(values['locale'] ?? 'zh-CN')]
  if (language === undefined || positionals.length > 0)
    throw new RelayError(
      'config.invalid',
      'Use: lint [--locale zh-CN|en], drafts on standard input.',
    )
  let number = 0
  for await (const text of linesOf(process.stdin)) {
    number++
    if (text.trim() === '') continue
    const line = read(text)
    if (typeof line === 'string') {
      process.stderr.write(`Line ${number}: ${line}.\n`)
      return 1
    }
    const findings = judge(line.draft, line.context).map((one) => written(one, language))
    const isTaken = process.stdout.write(`${JSON.stringify({ id: line.id, findings })}\n`)
    if (!isTaken) await once(process.stdout, 'drain')
  }
  return 0
}
