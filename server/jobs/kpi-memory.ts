import type { KpiStore } from '../core/store/index.ts'

/** Of twice so many names their circle is remembered at most: what is said of one conversation stands close together. */
const generation = 10_000

/** Which circle names belong to, as the store would say, asking it once for each. */
export class CircleMemory {
  /** The reader's position that it holds for. */
  private seq = -1
  private young = new Map<string, string>()
  private old = new Map<string, string>()

  /** Whoever stands elsewhere than this was left has missed something. */
  standAt(seq: number): void {
    if (seq !== this.seq) {
      this.young.clear()
      this.old.clear()
    }
    this.seq = seq
  }

  /** What a page that was taken has changed. */
  move(seq: number, members: Iterable<readonly [member: string, circle: string]>): void {
    for (const [member, circle] of members) this.keep(member, circle)
    this.seq = seq
  }

  async of(
    kpi: Pick<KpiStore, 'circlesOf'>,
    tenant: string,
    names: Iterable<string>,
  ): Promise<ReadonlyMap<string, string>> {
    const known = new Map<string, string>()
    const asked: string[] = []
    for (const name of names) {
      const circle = this.young.get(name) ?? this.old.get(name)
      if (circle === undefined) asked.push(name)
      else known.set(name, circle)
    }
    for (const [name, circle] of await kpi.circlesOf(tenant, asked)) {
      known.set(name, circle)
      this.keep(name, circle)
    }
    return known
  }

  private keep(name: string, circle: string): void {
    if (this.young.size >= generation) {
      this.old = this.young
      this.young = new Map()
    }
    this.young.set(name, circle)
  }
}
