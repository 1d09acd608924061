import { describe, expect, it } from 'vitest'
import { createMetrics } from './metrics.ts'

describe('createMetrics', () => {
  it('forgets the figure of a state that holds nothing any more', async () => {
    const metrics = createMetrics()
    const counts = { deliveries_queued: 3, dead_letters: 1 }
    expect(await metrics.render({ counts, spoolHoldsMail: false })).toContain(
      'weiqiao_store_rows{state="deliveries_queued"} 3',
    )
    const later = await metrics.render({ counts: { dead_letters: 1 }, spoolHoldsMail: true })
    expect(later).not.toContain('deliveries_queued')
    expect(later).toContain('weiqiao_spool_holds_mail 1')
  })
  it('counts only what happened', async () => {
    const metrics = createMetrics()
    metrics.count('deliveries', { state: 'sent' }, 0)
    metrics.count('deliveries', { state: 'failed' })
    metrics.observe('delivery_ms', 12)
    const text = await metrics.render({ counts: {}, spoolHoldsMail: false })
    expect(text).not.toContain('state="sent"')
    expect(text).toContain('weiqiao_deliveries_total{state="failed"} 1')
    expect(text).toContain('weiqiao_delivery_ms_count 1')
  })
})
