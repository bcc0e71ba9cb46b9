/** One system call; the lines of the trace at which it was begun and had ended. */
interface Call {
  name: string;
  text: string;
  begun: number;
  ended: number;
  failed: boolean;
}

const ANSWERS = new Set(['write', 'writev', 'sendto', 'sendmsg']);
const SYNCS = new Set(['fsync', 'fdatasync']);
const ID = /dlv_[0-9a-z]+/g;

/**
 * Reads a trace of strace (with `-f -y` and whole buffers) for each acknowledgement: it may begin only after an fsync of the write-ahead log had ended that was begun
 * after the request had been written to it. Resolves to how many there were, and the ids of those that came too soon.
 */
export function answeredUnsynced(trace: string): { answered: number; tooSoon: string[] } {
  const calls = callsIn(trace);
  const onLog = calls.filter(({ text }) => /^\w+\(\d+<[^>]*\.db-wal>/.test(text));
  const syncs = onLog.filter(({ name, failed }) => SYNCS.has(name) && !failed);
  const writtenAt = new Map<string, number>();
  for (const { name, text, ended } of onLog) {
    if (name !== 'pwrite64') continue;
    for (const [id] of text.matchAll(ID)) if (!writtenAt.has(id)) writtenAt.set(id, ended);
  }
  const answers = calls.flatMap(({ name, text, begun }) =>
    ANSWERS.has(name) && text.includes('HTTP/1.1 200') && text.includes('accepted')
      ? [...text.matchAll(ID)].map(([id]) => ({ id, begun }))
      : [],
  );
  const isSynced = ({ id, begun }: { id: string; begun: number }) => {
    const written = writtenAt.get(id);
    return written !== undefined && syncs.some((sync) => sync.begun > written && sync.ended < begun);
  };
  return { answered: answers.length, tooSoon: answers.filter((answer) => !isSynced(answer)).map(({ id }) => id) };
}

/** Threads interrupt each other: a call can be begun in one line and end in another. */
function callsIn(trace: string): Call[] {
  const open = new Map<string, Call>();
  const calls: Call[] = [];
  for (const [line, whole] of trace.split('\n').entries()) {
    const [, thread, text] = /^(\d+) +(.*)$/s.exec(whole) ?? [];
    if (thread === undefined || text === undefined) continue;
    const failed = / = -1 E/.test(text);
    if (text.startsWith('<... ')) {
      const call = open.get(thread);
      if (call !== undefined) Object.assign(call, { ended: line, failed });
      continue;
    }
    const name = /^(\w+)\(/.exec(text)?.[1];
    if (name === undefined) continue;
    const isWhole = !text.endsWith('<unfinished ...>');
    const call = { name, text, begun: line, ended: isWhole ? line : Number.POSITIVE_INFINITY, failed };
    if (!isWhole) open.set(thread, call);
    calls.push(call);
  }
  return calls;
}
