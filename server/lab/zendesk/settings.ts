/** What differs between plans, and what tests cannot wait for. */
export interface ZendeskSettings {
  /** Of the whole account; the Enterprise plan's allowance. */
  requestsPerMinute: number
  updatesPerMinute: number
  /** Per user and ticket. */
  updatesPerTenMinutes: number
  exportsPerMinute: number
  /** Webhooks give up on an answer after this. */
  webhookTimeoutMs: number
  webhookAttempts: number
  webhookRetryMs: number
  /** Channel framework: how often accounts are polled. */
  pullEveryMs: number
  channelTimeoutMs: number
  channelRetryMs: number
  /** How far exports stay behind: documented as one minute. */
  exportLagMs: number
  /** Search reads an index that follows the tickets with a delay. */
  searchLagMs: number
}

export const zendeskSettings: ZendeskSettings = {
  requestsPerMinute: 700,
  updatesPerMinute: 100,
  updatesPerTenMinutes: 30,
  exportsPerMinute: 10,
  webhookTimeoutMs: 10_000,
  webhookAttempts: 3,
  webhookRetryMs: 1_000,
  pullEveryMs: 120_000,
  channelTimeoutMs: 10_000,
  channelRetryMs: 1_000,
  exportLagMs: 60_000,
  searchLagMs: 3_000,
}
