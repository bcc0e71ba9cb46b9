import type { Connection } from '#renderer/door/connection.ts';
import type { Health } from '#shared/contract/health.ts';
import { assertNever } from '#shared/errors.ts';

export interface Status {
  tone: 'ok' | 'busy' | 'attention' | 'fault';
  /** The whole state in words. */
  words: string;
  /** The same for narrow windows. */
  short: string;
}

const PAUSED: Status = { tone: 'attention', words: 'Paused: no requests are taken', short: 'Paused' };

const HOLDING: Record<Exclude<Health['intake']['reason'], 'paused' | null>, Omit<Status, 'tone'>> = {
  'database-moved': {
    words: 'Not accepting requests: the database file is not in its place',
    short: 'Database is gone',
  },
  'disk-nearly-full': { words: 'Not accepting requests: the disk is nearly full', short: 'Disk nearly full' },
  'too-many-waiting': { words: 'Not accepting requests: too many wait to be worked on', short: 'Too many waiting' },
  'slow-disk': { words: 'Not accepting requests: the disk is too slow', short: 'Disk too slow' },
};

/** Whether requests can reach this computer now, in the words of the top bar. `now` in ms since 1970. */
export function statusOf(connection: Connection, health: Health | undefined, now: number): Status {
  if (connection.state === 'lost') {
    return {
      tone: 'fault',
      words: `Not connected to Fieldhook · trying again ${inSeconds(connection.nextTryAt, now)}`,
      short: 'Not connected',
    };
  }
  if (!health) return { tone: 'busy', words: 'Connecting…', short: 'Connecting…' };
  if (!health.receiver.listening) {
    return { tone: 'fault', words: 'Not listening: no request can arrive', short: 'Not listening' };
  }
  if (health.intake.reason === 'paused') return PAUSED;
  if (health.intake.reason !== null) return { tone: 'fault', ...HOLDING[health.intake.reason] };
  if (!health.isProcessing) {
    return {
      tone: 'attention',
      words: 'Requests are stored, but not worked on: Fieldhook crashed several times',
      short: 'Stored, not worked on',
    };
  }
  const reached = reachOf(health, now);
  if (reached.tone !== 'ok') return reached;
  const also = (words: string): Status => ({ ...reached, tone: 'attention', words: `${reached.words} · ${words}` });
  if (health.clockDoubt !== null) return also('is this computer’s date right?');
  return health.notices.length === 0 ? reached : also('a note about your stored data');
}

/** Who can reach the receiver, which takes requests. */
function reachOf(health: Health, now: number): Status {
  const here = 'Listening on this computer';
  const { state, nextTryAt } = health.tunnel;
  switch (state) {
    case 'off':
      return { tone: 'ok', words: `${here} · no public address`, short: 'This computer only' };
    case 'starting':
      return { tone: 'busy', words: `${here} · public address starting`, short: 'Public address starting' };
    case 'ready':
      return { tone: 'ok', words: `${here} · public address ready`, short: 'Public address ready' };
    case 'retrying': {
      const again = nextTryAt === null ? 'trying again' : `trying again ${inSeconds(Date.parse(nextTryAt), now)}`;
      return {
        tone: 'attention',
        words: `${here} · public address not reachable, ${again}`,
        short: 'Public address not reachable',
      };
    }
    case 'alarm':
      return {
        tone: 'fault',
        words: `${here} · someone else answers at the public address`,
        short: 'Someone else answers at the address',
      };
    default:
      return assertNever(state);
  }
}

/** `in 8 s`, `in 3 min`, `now`. */
export function inSeconds(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1000);
  if (seconds <= 0) return 'now';
  return seconds < 90 ? `in ${seconds} s` : `in ${Math.ceil(seconds / 60)} min`;
}
