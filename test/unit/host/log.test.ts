import { describe, expect, it } from 'vitest';
import { escapeText } from '#host/escape-text.ts';
import { jsonLog, plainLog } from '#host/log.ts';

const clock = { now: () => Date.UTC(2026, 2, 2, 9, 30, 5) };
const hostile: [name: string, text: string][] = [
  ['a forged line', 'Ada\n{"level":"error","event":"forged"}'],
  ['a carriage return', 'Ada\r\nforged'],
  ['terminal commands', '\u001b[2J\u001b]0;title\u0007'],
  ['C1 controls', '\u009b31m'],
  ['reversed reading', 'gpj.\u202egnp'],
  ['isolates', '\u2066x\u2069'],
  ['line separators', 'a\u2028b\u2029c'],
  ['invisible tags', 'a\u{e0041}b'],
  ['nothing', '\u0000'],
  ['half a character', 'a\ud800b'],
];

describe('log lines', () => {
  it.each(hostile)('K9 %s stays one harmless line for a person', (_, text) => {
    const lines: string[] = [];
    plainLog((line) => lines.push(line), clock)('warn', 'delivery.failed', { name: text });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^09:30:05 {2}warn: delivery\.failed name=[^\p{C}\u2028\u2029]*\n$/u);
  });

  it('writes the time as it is told to', () => {
    const lines: string[] = [];
    const { format } = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Kolkata' });
    plainLog((line) => lines.push(line), clock, format)('info', 'engine.started');
    expect(lines).toEqual(['15:00:05  engine.started\n']);
  });

  it.each(hostile)('K9 %s stays one line of JSON', (_, text) => {
    const lines: string[] = [];
    jsonLog((line) => lines.push(line), clock)('warn', 'delivery.failed', { name: text });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[^\p{C}\u2028\u2029]*\n$/u);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      at: '2026-03-02T09:30:05.000Z',
      level: 'warn',
      event: 'delivery.failed',
      facts: { name: escapeText(text) },
    });
  });

  it('keeps numbers, switches and absent facts as they are in JSON', () => {
    const lines: string[] = [];
    const facts = { port: 4780, ready: true, url: null };
    jsonLog((line) => lines.push(line), clock)('info', 'receiver.listening', facts);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ facts });
  });

  it('shows what was escaped, and cuts what is endless', () => {
    expect(escapeText('a\u202eb\u{e0041}')).toBe('a\\u202eb\\udb40\\udc41');
    expect(escapeText('x'.repeat(100_000))).toHaveLength(8001);
    expect(escapeText('Zoë Müller, 東京')).toBe('Zoë Müller, 東京');
  });
});
