import type { KpiEvent } from './event.ts'
import { fieldsByType, moment, type FieldFormat } from './event-fields.ts'

/** What is wrong on a line, counted from 1: `at must be a time …`. Quotes no value: it may be a customer’s. */
export interface LineProblem {
  readonly line: number
  readonly problem: string
}

export interface EventLines {
  /** Of the lines without problem. */
  readonly events: readonly KpiEvent[]
  /** The first twenty; empty when every line could be read. */
  readonly problems: readonly LineProblem[]
  /** How many there are in all. */
  readonly problemCount: number
}

const shownProblems = 20

type Fields = Readonly<Record<string, unknown>>

const types = Object.keys(fieldsByType).join(', ')

function parsed(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined
  } catch {
    return undefined
  }
}

function formatsOf(type: unknown): Readonly<Record<string, FieldFormat>> | undefined {
  return typeof type === 'string' && Object.hasOwn(fieldsByType, type)
    ? fieldsByType[type as KpiEvent['type']]
    : undefined
}

function readLine(line: string): { readonly event: KpiEvent } | { readonly problems: string[] } {
  const fields = parsed(line)
  if (fields === undefined) return { problems: ['must be one JSON object'] }
  const formats = formatsOf(fields.type)
  if (formats === undefined) return { problems: [`type must be one of ${types}`] }
  const event: Record<string, unknown> = { type: fields.type }
  const problems: string[] = []
  for (const [name, format] of Object.entries(formats)) {
    const value = Object.hasOwn(fields, name) ? fields[name] : undefined
    // null is how some writers leave a field out.
    const isSaid = value !== undefined && value !== null
    if (!isSaid && format.isOptional) continue
    const read = format.read(value)
    if (read === undefined) problems.push(`${name} must be ${format.expected}`)
    else if (!format.isFixed) event[name] = read
  }
  // The format table is by type; every field of it has been read.
  return problems.length > 0 ? { problems } : { event: event as unknown as KpiEvent }
}

/**
 * Reads event lines (`relay kpi --events`, §5 of the KPI reference). Never throws: whatever is wrong is
 * told line by line, all at once. Empty lines and unknown fields are passed over.
 */
export function readEventLines(text: string): EventLines {
  const events: KpiEvent[] = []
  const problems: LineProblem[] = []
  let problemCount = 0
  let line = 0
  // Not split(): a million lines need not all lie there at once.
  for (let from = 0, until = 0; from <= text.length; from = until + 1) {
    until = text.indexOf('\n', from)
    if (until < 0) until = text.length
    line++
    const content = text.slice(from, until).trim()
    if (content === '') continue
    const read = readLine(content)
    if ('event' in read) events.push(read.event)
    else {
      problemCount += read.problems.length
      const shown = read.problems.slice(0, shownProblems - problems.length)
      problems.push(...shown.map((problem) => ({ line, problem })))
    }
  }
  return { events, problems, problemCount }
}

/** The line that reads as that event again; times in UTC. */
export function writeEventLine(event: KpiEvent): string {
  const formats = fieldsByType[event.type]
  const said = event as unknown as Fields
  const fields: Record<string, unknown> = { type: event.type }
  for (const [name, { read }] of Object.entries(formats)) {
    const value = said[name]
    const isTime = read === moment.read && typeof value === 'number'
    if (value !== undefined) fields[name] = isTime ? new Date(value).toISOString() : value
  }
  return JSON.stringify(event.type === 'acked' ? { ...fields, by: 'bot' } : fields)
}
