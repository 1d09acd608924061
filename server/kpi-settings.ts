import type { TenantConfig } from './config.ts'
import type { ScheduleVersion } from './kpi/schedule.ts'
import type { KpiSettings } from './kpi/settings.ts'
import { zoneOf } from './kpi/zone.ts'

type ScheduleConfig = TenantConfig['kpi']['schedules'][number]

/** Minutes of the day of `09:00`. */
function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

function versionOf(config: ScheduleConfig, timeZone: string): ScheduleVersion {
  const { from, open, close, weekdays, holidays, makeUpWorkdays } = config
  return {
    from: zoneOf(timeZone).momentOf(Date.parse(`${from}T00:00:00Z`)),
    schedule: {
      timeZone,
      weekdays,
      openMinute: minuteOf(open),
      closeMinute: minuteOf(close),
      holidays,
      makeUpWorkdays,
    },
  }
}

/** What a tenant's figures are judged by. */
export function kpiSettingsOf({ kpi, timeZone }: TenantConfig): KpiSettings {
  const { stage, targets, schedules, mapMinimum, handlingSeconds, answeredShare } = kpi
  return {
    stage,
    timeZone,
    targets,
    schedules: schedules.map((one) => versionOf(one, timeZone)).sort((a, b) => a.from - b.from),
    mapMinimum,
    ...(handlingSeconds !== undefined && { handlingSeconds }),
    answeredShare,
  }
}
