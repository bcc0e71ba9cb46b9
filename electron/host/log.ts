import type { Clock } from '#engine/clock.ts';
import type { EngineLog } from '#engine/engine.ts';
import { escapeText } from './escape-text.ts';

type Write = (text: string) => void;

const utcTime = (at: number): string => new Date(at).toISOString().slice(11, 19);

/** One line a person can read: time as `timeOf` writes it (UTC if not given), level where it matters, event, facts. */
export function plainLog(write: Write, clock: Pick<Clock, 'now'>, timeOf: (at: number) => string = utcTime): EngineLog {
  return (level, event, facts = {}) => {
    const time = timeOf(clock.now());
    const mark = level === 'info' ? '' : `${level}: `;
    const told = Object.entries(facts).map(([name, value]) => ` ${escapeText(name)}=${escapeText(String(value))}`);
    write(`${time}  ${mark}${escapeText(event)}${told.join('')}\n`);
  };
}

/** One line of JSON per event: `{"at","level","event","facts"}`. */
export function jsonLog(write: Write, clock: Pick<Clock, 'now'>): EngineLog {
  return (level, event, facts = {}) => {
    const told = Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? escapeText(value) : value,
    ]);
    const line = { at: new Date(clock.now()).toISOString(), level, event, facts: Object.fromEntries(told) };
    write(`${JSON.stringify(line)}\n`);
  };
}
