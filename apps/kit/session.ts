import { session as shape, sessionMeta, type Session } from '../../server/api/session.ts'

/** The session a page was served with; undefined when Zendesk did not open it. */
export function sessionIn(page: Pick<Document, 'querySelector'>): Session | undefined {
  const content = page.querySelector(`meta[name="${sessionMeta}"]`)?.getAttribute('content')
  if (content === undefined || content === null) return undefined
  try {
    const read = shape.safeParse(JSON.parse(content))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}
