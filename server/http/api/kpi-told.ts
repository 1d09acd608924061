import type { KpiReading } from '../../api/kpi.ts'
import type { Reading } from '../../kpi/metric.ts'

export function told(reading: Reading): KpiReading {
  return Object.fromEntries(
    Object.entries(reading).map(([part, { values, ...figure }]) => [
      part,
      { ...figure, ...(values && { values: [...values] }) },
    ]),
  )
}
