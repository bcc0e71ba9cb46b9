import type { LoggedEvent } from '#shared/contract/support-bundle.ts';
import type { Clock } from './clock.ts';
import type { EngineLog } from './engine.ts';

/** Events that are remembered. */
const KEPT = 200;

/** Text facts that name a kind of thing. Others may say an address, a folder with somebody's name, or what a program said: they stay out. */
const KINDS: ReadonlySet<string> = new Set(['error', 'reason', 'scheme', 'provider', 'channel', 'state', 'tunnel']);
const IS_KIND = /^[A-Za-z][\w-]{0,39}$/;

export interface Journal {
  log: EngineLog;
  /** What happened since the start, oldest first, without anything personal in it. */
  events(): LoggedEvent[];
}

/** Passes each line of the engine's log on, and remembers the last ones for the support bundle. */
export function keepJournal(log: EngineLog, clock: Pick<Clock, 'now'>): Journal {
  const kept: LoggedEvent[] = [];
  return {
    log(level, event, facts = {}) {
      kept.push({ at: new Date(clock.now()).toISOString(), level, event, facts: impersonal(facts) });
      if (kept.length > KEPT) kept.shift();
      log(level, event, facts);
    },
    events: () => [...kept],
  };
}

function impersonal(facts: NonNullable<Parameters<EngineLog>[2]>): LoggedEvent['facts'] {
  const told: LoggedEvent['facts'] = {};
  for (const [name, value] of Object.entries(facts)) {
    if (typeof value !== 'string') told[name] = value;
    else if (name === 'at') told[name] = placeOf(value);
    else if (KINDS.has(name) && IS_KIND.test(value)) told[name] = value;
  }
  return told;
}

/** `thread.js:120:14` of a line of a stack, without the folder. */
function placeOf(frame: string): string {
  return /([\w.-]+\.[cm]?[jt]s):(\d+)(?::(\d+))?\)?$/.exec(frame)?.[0].replace(/\)$/, '') ?? '';
}
