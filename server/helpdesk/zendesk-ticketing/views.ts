import { isRelayError } from '../../core/error.ts'
import type { Adapter } from './adapter.ts'
import { textIn } from './json-fields.ts'
import { findIn } from './pages.ts'

const titles = {
  'zh-CN': {
    held: '微桥：被拦下的回复',
    failed: '微桥：发送失败的回复',
    unconfirmed: '微桥：未确认送达的回复',
  },
  en: {
    held: 'Weiqiao: held replies',
    failed: 'Weiqiao: failed replies',
    unconfirmed: 'Weiqiao: unconfirmed replies',
  },
} as const

async function ensureView({ api }: Adapter, title: string, tag: string): Promise<void> {
  const list = { path: '/api/v2/views', name: 'views' }
  if (await findIn(api, list, (view) => textIn(view, 'title') === title)) return
  const view = {
    title,
    all: [
      { field: 'current_tags', operator: 'includes', value: tag },
      { field: 'status', operator: 'less_than', value: 'closed' },
    ],
    any: [],
    output: { columns: ['status', 'requester', 'subject', 'updated'] },
  }
  await api.call('/api/v2/views', { method: 'POST', json: { view } })
}

/** Views are a convenience: a plan or role without them must not keep the relay trying. */
export async function ensureViews(adapter: Adapter): Promise<void> {
  const { locale, doors, tenant } = adapter.options
  for (const [name, title] of Object.entries(titles[locale])) {
    try {
      await ensureView(adapter, title, `weiqiao_${name}`)
    } catch (error) {
      if (!isRelayError(error)) throw error
      doors.log.warn('helpdesk.view_missing', { tenant, view: name, code: error.code })
    }
  }
}
