import { sayCount } from '#renderer/ui/say-count.ts';
import { formatBytes } from '#renderer/ui/time/format-time.ts';
import type { Export } from '#shared/contract/export.ts';

const WHAT = { contacts: 'the contacts', log: 'the log' } as const;

/** What is going on, in the words that are read out when they change. */
export function exportHeadline({ of, state, fileName, fault }: Export): string {
  switch (state) {
    case 'running':
      return `Exporting ${WHAT[of]}`;
    case 'ready':
      return `${fileName} is ready`;
    case 'failed':
      return `${of === 'log' ? 'The log was' : 'The contacts were'} not exported. ${fault?.sentence ?? ''}`;
  }
}

/** How far it is: `1,200 of 200,000 contacts, 3.4 MB`. */
export function exportProgress({ of, state, rows, expected, sizeBytes }: Export): string {
  const noun = of === 'log' ? 'request' : 'contact';
  const counted = (count: number) => `${sayCount(count)} ${noun}${count === 1 ? '' : 's'}`;
  const size = formatBytes(sizeBytes);
  if (state !== 'running') return `${counted(rows)}, ${size}`;
  if (expected === null) return `${counted(rows)} so far, ${size}`;
  return `${sayCount(rows)} of ${counted(Math.max(rows, expected))}, ${size}`;
}

/** In percent; null while nobody knows. */
export function exportShare({ rows, expected }: Export): number | null {
  if (expected === null) return null;
  return expected === 0 ? 100 : Math.min(100, (rows / expected) * 100);
}
