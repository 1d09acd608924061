/** A request that reached the relay, reduced to what verifiers need. The body is raw bytes. */
export interface HttpRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  /** Epoch ms at which the relay had the whole body. */
  readonly receivedAt: number
}

/** What a platform hears back. */
export interface HttpAnswer {
  readonly status: number
  readonly contentType: string
  readonly body: string
}

/** An outgoing call. Exactly one of `json`, `form`, `multipart`, `raw` may be set. */
export interface OutgoingCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'
  readonly url: string
  /** Appended to the URL; never logged. */
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string | number | undefined>>
  readonly multipart?: { readonly field: string; readonly file: OutgoingFile }
  readonly raw?: { readonly contentType: string; readonly bytes: Uint8Array }
  /** Default 8,000 ms (the ceiling for sends). */
  readonly timeoutMs?: number
  /** Largest body taken, default 4 MiB; more → `http.too_large`. */
  readonly maxBytes?: number
  /**
   * For answers without an end: what came within `forMs` is the answer, and `quietMs` after its newest
   * byte it is handed over earlier. A connection that breaks ends it too.
   */
  readonly stream?: { readonly forMs: number; readonly quietMs: number }
  /** True for addresses that came from a customer or platform payload: SSRF guard and redirects ≤ 3. */
  readonly untrusted?: { readonly allowedHosts: readonly string[] }
}

export interface OutgoingFile {
  readonly name: string
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** Any complete HTTP answer, whatever its status: callers judge it. */
export interface IncomingAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  /** UTF-8 text of `body`. */
  text(): string
}

/**
 * The one way out. Throws RelayError: `http.connect` (nothing was sent, outcome `not_done`),
 * `http.timeout` and `http.bad_answer` (bytes were sent, outcome `unknown`),
 * `http.refused_address`, `http.too_large`.
 */
export interface HttpDoor {
  call(call: OutgoingCall): Promise<IncomingAnswer>
}
