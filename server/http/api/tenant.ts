import type { Rewriter } from '../../core/rewriter.ts'
import type { ClusterWatch } from '../../jobs/cluster-watch.ts'
import type { KpiSettings } from '../../kpi/settings.ts'
import type { TenantRuntime } from '../../pipeline/runtime.ts'

/** Our app as installed in the tenant's Zendesk. */
export interface InstalledApp {
  readonly id: number
  /** PEM. */
  readonly publicKey: string
  readonly installationId?: number | undefined
  /** What Zendesk's proxy signs with for pages that lie in the package. */
  readonly sharedSecret?: string | undefined
}

/** A tenant as its apps see it. */
export interface ApiTenant {
  readonly tenant: TenantRuntime
  readonly name: string
  readonly subdomain: string
  /** Origins at which its agents work: `https://acme.zendesk.com`, and the configured base. */
  readonly origins: readonly string[]
  readonly apps: readonly InstalledApp[]
  /** What its figures are judged by. */
  readonly kpi: KpiSettings
  /** What many of its customers write about at once; absent where nothing is read from what they write. */
  readonly clusters?: ClusterWatch | undefined
  /** Where its pages get the app framework's script from, when not from Zendesk's own address. */
  readonly appFramework?: string | undefined
  /** Says suggestions in other words; absent unless the tenant has set one. */
  readonly rewriter?: Rewriter | undefined
}
