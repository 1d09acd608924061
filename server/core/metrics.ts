/** Counters and timings by name; labels are small closed sets, never ids of people. */
export interface Metrics {
  count(name: MetricName, labels?: Readonly<Record<string, string>>, by?: number): void
  observe(name: MetricName, ms: number, labels?: Readonly<Record<string, string>>): void
}

export type MetricName =
  | 'callbacks'
  | 'callback_ms'
  | 'accepted'
  | 'filings'
  | 'filing_ms'
  | 'time_to_ticket_ms'
  | 'deliveries'
  | 'delivery_ms'
  | 'notices'
  | 'pulls'
  | 'spooled'
  | 'breaker_opened'
