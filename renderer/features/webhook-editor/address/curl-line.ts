const SAMPLE = { name: 'Jane Doe', email: 'jane.doe@example.com', phone: '+44 117 496 0123' };

/** A line to paste into a terminal that sends a made-up request to `address`. Windows' own terminal wants other quotes. */
export function curlLine(address: string, isWindows: boolean): string {
  const body = JSON.stringify(SAMPLE);
  const quoted = isWindows ? `"${body.replaceAll('"', '\\"')}"` : `'${body}'`;
  const quote = isWindows ? '"' : "'";
  return `curl -X POST ${quote}${address}${quote} -H ${quote}Content-Type: application/json${quote} -d ${quoted}`;
}
