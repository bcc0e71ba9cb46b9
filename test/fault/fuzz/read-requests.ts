const BLANK_LINE = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');

/**
 * The bodies of the requests in a stream of bytes, read strictly by RFC 9112 and independently of the receiver, as far as they can be
 * read: whatever the receiver accepts must be one of these, or two parties on the way could see different requests in the same bytes.
 */
export function readRequests(stream: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  let at = 0;
  for (;;) {
    while (stream[at] === 0x0d || stream[at] === 0x0a) at += 1;
    const read = readRequest(stream, at);
    if (read === null) return bodies;
    bodies.push(read.body);
    at = read.end;
  }
}

interface Read {
  body: Buffer;
  end: number;
}

function readRequest(stream: Buffer, start: number): Read | null {
  const headEnd = stream.indexOf(BLANK_LINE, start);
  if (headEnd < 0) return null;
  const [first = '', ...lines] = stream.subarray(start, headEnd).toString('latin1').split('\r\n');
  // Node takes more than one space between the three; that moves no boundary.
  if (!/^[!-~]+ +[^ \p{Cc}]+ +HTTP\/1\.[01]$/u.test(first)) return null;
  const values = (name: string) =>
    lines.filter((line) => line.toLowerCase().startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());
  const [lengths, codings] = [values('content-length'), values('transfer-encoding')];
  const at = headEnd + BLANK_LINE.length;
  if (codings.length > 0) {
    const isChunked = codings.length === 1 && codings[0]!.toLowerCase() === 'chunked' && lengths.length === 0;
    return isChunked ? readChunks(stream, at) : null;
  }
  if (lengths.length > 1 || !/^\d+$/.test(lengths[0] ?? '0')) return null;
  return bodyOf(stream, at, Number(lengths[0] ?? 0));
}

function bodyOf(stream: Buffer, at: number, length: number): Read | null {
  const end = at + length;
  return end <= stream.length ? { body: stream.subarray(at, end), end } : null;
}

function readChunks(stream: Buffer, start: number): Read | null {
  const chunks: Buffer[] = [];
  let at = start;
  for (;;) {
    const lineEnd = stream.indexOf(LINE_END, at);
    const size = /^([0-9a-f]+)(?:;.*)?$/i.exec(stream.subarray(at, Math.max(at, lineEnd)).toString('latin1'))?.[1];
    if (lineEnd < 0 || size === undefined) return null;
    at = lineEnd + LINE_END.length;
    if (/^0+$/.test(size)) return endOfTrailers(stream, at, chunks);
    const chunk = bodyOf(stream, at, Number.parseInt(size, 16));
    if (chunk === null || stream.indexOf(LINE_END, chunk.end) !== chunk.end) return null;
    chunks.push(chunk.body);
    at = chunk.end + LINE_END.length;
  }
}

function endOfTrailers(stream: Buffer, start: number, chunks: readonly Buffer[]): Read | null {
  let at = start;
  for (;;) {
    const lineEnd = stream.indexOf(LINE_END, at);
    if (lineEnd < 0) return null;
    const isLast = lineEnd === at;
    at = lineEnd + LINE_END.length;
    if (isLast) return { body: Buffer.concat(chunks), end: at };
  }
}
