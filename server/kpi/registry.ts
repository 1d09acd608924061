import { hashOf } from './distinct.ts'
import type { Family, Metric, Words } from './metric.ts'

/** What a figure is registered with, whether folded from facts or read from typed-in inputs. */
export interface Registered extends Pick<
  Metric,
  'id' | 'family' | 'stage' | 'unit' | 'version' | 'title' | 'formula' | 'exclusions' | 'isStanding'
> {
  readonly parts: Readonly<Record<string, Words>>
  readonly owner?: Words
  /** Kinds of typed-in inputs. */
  readonly inputs?: readonly string[]
}

const owners: Readonly<Record<Family, Words>> = {
  scale: { zh: '聆听负责人', en: 'Listening lead' },
  service: { zh: '服务主管', en: 'Service lead' },
  quality: { zh: '质检主管', en: 'Quality lead' },
  efficiency: { zh: '运营主管', en: 'Operations lead' },
}

/** The role that answers for a formula; that of its family where it names none. */
export function ownerOf({ owner, family }: Pick<Registered, 'owner' | 'family'>): Words {
  return owner ?? owners[family]
}

/** Of what a figure says it is: another formula, version or exclusion has another digest. Tells versions apart, guards nothing. */
export function formulaHash(figure: Registered): string {
  const { id, unit, version, formula, exclusions, parts, isStanding = false, inputs = [] } = figure
  const told = JSON.stringify([id, unit, version, formula, exclusions, parts, isStanding, inputs])
  return hashOf(told).toString(16).padStart(14, '0')
}
