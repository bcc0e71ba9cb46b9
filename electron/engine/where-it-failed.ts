/** What the log may know of a fault: its code or kind and where it was, never its message, which may quote the payload. */
export function whereItFailed(error: unknown): { error: string; at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const frame = error.stack?.split('\n').find((line) => line.startsWith('    at ')) ?? '';
  return { error: code, at: frame.trim() };
}
