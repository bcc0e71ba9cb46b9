import type { Tone } from '#renderer/ui/outcome/outcome-words.ts';
import { formatBytes } from '#renderer/ui/time/format-time.ts';
import type { Backups } from '#shared/contract/backup.ts';
import { MOST_OPEN } from '#shared/contract/conflict.ts';
import type { Health, TunnelStatus } from '#shared/contract/health.ts';
import type { Overview } from '#shared/contract/overview.ts';

export interface Fact {
  label: string;
  tone: Tone;
}

const TUNNEL_WORDS: Record<TunnelStatus['state'], Fact> = {
  off: { label: 'None', tone: 'quiet' },
  starting: { label: 'Starting', tone: 'waiting' },
  ready: { label: 'Ready', tone: 'ok' },
  retrying: { label: 'Not reachable', tone: 'attention' },
  alarm: { label: 'Someone else answers', tone: 'fault' },
};

export const sayTunnel = ({ tunnel }: Health): Fact => TUNNEL_WORDS[tunnel.state];

/** What holds requests up is a fault of the disk too, whatever room there is. */
export function sayDisk(disk: Overview['disk'], intake: Health['intake']): Fact {
  if (intake.reason === 'slow-disk') return { label: 'Too slow', tone: 'fault' };
  if (intake.reason === 'database-moved') return { label: 'Database is gone', tone: 'fault' };
  if (disk === null) return { label: 'Not known', tone: 'quiet' };
  const label = `${formatBytes(disk.freeBytes)} free`;
  if (disk.freeBytes <= disk.reserveBytes) return { label, tone: 'fault' };
  return { label, tone: disk.freeBytes < 2 * disk.reserveBytes ? 'attention' : 'ok' };
}

const LATE_MS = 2 * 86_400_000;

/** `at`: when the latest whole backup was made; null where there is none. */
export function sayBackup({ items }: Backups, now: number): { at: string; tone: 'ok' | 'attention' } | { at: null } {
  const latest = items.find(({ checked }) => checked);
  if (latest === undefined) return { at: null };
  return { at: latest.madeAt, tone: now - Date.parse(latest.madeAt) > LATE_MS ? 'attention' : 'ok' };
}

/** What waits for a decision, each with the way to it; empty where nothing does. Conflicts are counted up to a bound. */
export function sayWaiting(
  conflicts: number,
  messages: number,
  people: number,
  drifted: readonly string[],
): { href: string; words: string }[] {
  const many = conflicts < MOST_OPEN ? String(conflicts) : `${MOST_OPEN - 1}+`;
  return [
    { count: conflicts, href: '/conflicts', words: `${many} ${conflicts === 1 ? 'conflict' : 'conflicts'}` },
    { count: messages, href: '/outbox', words: `${messages} ${messages === 1 ? 'message' : 'messages'}` },
    { count: people, href: '/flows', words: `${people} ${people === 1 ? 'person' : 'people'} in a flow` },
    {
      count: drifted.length,
      href: `/webhooks/${drifted[0]}`,
      words: `${drifted.length} changed ${drifted.length === 1 ? 'sender' : 'senders'}`,
    },
  ].flatMap(({ count, ...way }) => (count === 0 ? [] : [way]));
}
