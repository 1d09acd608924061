import {
  faultOf,
  isFields,
  UnknownPath,
  type AppCall,
  type CallFault,
  type Fields,
} from './protocol.ts'

/** What a location offers to `get`, `set` and `invoke`. Throws `UnknownPath` for any other name. */
export interface Subject {
  get(path: string): unknown
  set(path: string, value: unknown): unknown
  invoke(action: string, args: readonly unknown[]): unknown
}

type Answer = { result: Fields } | { error: CallFault }

interface Step {
  readonly path: string
  readonly run: () => unknown
}

function stepsOf(
  subject: Subject,
  { verb, params }: AppCall,
  instances: () => Fields,
): readonly Step[] | undefined {
  if (verb === 'get') {
    if (!Array.isArray(params) || !params.every((path) => typeof path === 'string'))
      return undefined
    return params.map((path) => ({ path, run: () => getOne(subject, path, instances) }))
  }
  if (!isFields(params)) return undefined
  return Object.entries(params).map(([path, value]) => ({
    path,
    run: () =>
      verb === 'set'
        ? subject.set(path, value)
        : subject.invoke(path, Array.isArray(value) ? value : []),
  }))
}

function getOne(subject: Subject, path: string, instances: () => Fields): unknown {
  if (path === 'instances') return instances()
  if (!path.startsWith('instances.')) return subject.get(path)
  const context = instances()[path.slice('instances.'.length)]
  if (context === undefined) throw new UnknownPath('no such instance')
  return context
}

/** Every name has its own answer: one that fails stands in `errors` and spoils no other. */
export async function answerCall(
  subject: Subject | undefined,
  call: AppCall,
  instances: () => Fields,
): Promise<Answer> {
  if (!subject) return { error: { name: 'APIError', message: 'no such instance' } }
  const steps = stepsOf(subject, call, instances)
  if (!steps) return { error: { name: 'APIError', message: `malformed "${call.verb}"` } }
  const result: Record<string, unknown> = {}
  const errors: Record<string, CallFault> = {}
  for (const { path, run } of steps) {
    try {
      result[path] = await run()
    } catch (reason) {
      errors[path] = faultOf(path, reason)
    }
  }
  return { result: { ...result, errors } }
}
