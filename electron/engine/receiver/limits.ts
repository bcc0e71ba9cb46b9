/** What one stranger may ask of this computer (CORPUS H, B). Times in ms, sizes in bytes. */
export const LIMITS = {
  bodyBytes: 5 * 1024 * 1024,
  /** The largest body that is kept of a request that does not prove its sender; the store keeps the newest 50 of a webhook. */
  unprovenBytes: 100_000,
  /** Bodies of all requests that are not on disk yet. */
  bodyBytesInFlight: 64 * 1024 * 1024,
  headerBytes: 16 * 1024,
  headers: 100,
  headersTimeout: 5_000,
  requestTimeout: 10_000,
  /** Node looks for overdue requests this often; its default of 30 s would make the two above meaningless. */
  checkInterval: 1_000,
  keepAliveTimeout: 5_000,
  /** A connection that never sent a byte. Tunnels open theirs in advance, so this is long; under pressure such a connection gives way. */
  silentTimeout: 10 * 60_000,
  connections: 128,
  /** How long a request may have been coming when every connection is taken and another sender waits. */
  patienceUnderPressure: 2_000,
  requestsPerConnection: 100,
  /** How long a sender may go on sending after a refusal before the connection is closed. */
  lingerTimeout: 2_000,
  /** A refused body up to this size is read and thrown away, so that the connection can be used again. */
  discardedBytes: 64 * 1024,
  /** Answered questions in an hour that the engine’s log tells of, for each webhook: more would push other lines out of the support bundle. */
  questionsToldAnHour: 10,
  /** Requests in one commit. */
  batch: 128,
} as const;
