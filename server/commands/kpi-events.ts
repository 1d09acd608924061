import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { RelayError } from '../core/error.ts'
import type { KpiEvent } from '../kpi/event.ts'
import { readEventLines, type LineProblem } from '../kpi/read-event-lines.ts'
import { linesOf } from './lines.ts'
import { createProgress } from './progress.ts'

/** So many lines are read at once. */
const batch = 2000
/** More would hide the first. */
const mostShown = 20

function streamOf(path: string): Readable {
  return path === '-' ? process.stdin : createReadStream(path)
}

async function* batchesOf(stream: Readable): AsyncGenerator<readonly string[]> {
  let lines: string[] = []
  for await (const line of linesOf(stream)) {
    lines.push(line)
    if (lines.length < batch) continue
    yield lines
    lines = []
  }
  yield lines
}

interface Reading {
  readonly events: KpiEvent[]
  /** The first of them. */
  readonly problems: LineProblem[]
  problemCount: number
}

async function read(stream: Readable): Promise<Reading> {
  const reading: Reading = { events: [], problems: [], problemCount: 0 }
  const progress = createProgress('lines read')
  let before = 0
  for await (const lines of batchesOf(stream)) {
    const { events, problems, problemCount } = readEventLines(lines.join('\n'))
    for (const event of events) reading.events.push(event)
    const shown = problems.slice(0, mostShown - reading.problems.length)
    for (const { line, problem } of shown) reading.problems.push({ line: before + line, problem })
    reading.problemCount += problemCount
    before += lines.length
    progress.tell(before)
  }
  progress.end()
  return reading
}

/** The events of a file (`-`: standard input), or undefined after printing what is wrong, line by line. */
export async function eventsOf(path: string): Promise<readonly KpiEvent[] | undefined> {
  let reading: Reading
  try {
    reading = await read(streamOf(path))
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause
    const message = `Cannot read the events in ${path} (${String(cause.code)}).`
    throw new RelayError('config.invalid', message, { cause })
  }
  const { events, problems, problemCount } = reading
  for (const { line, problem } of problems) process.stderr.write(`Line ${line}: ${problem}.\n`)
  const rest = problemCount - problems.length
  if (rest > 0) process.stderr.write(`${rest} more such problems.\n`)
  return problemCount > 0 ? undefined : events
}
