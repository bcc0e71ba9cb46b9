/** The contract writes instants as ISO 8601 in UTC; the store counts ms since 1970. */
export const instant = (ms: number): string => new Date(ms).toISOString();
