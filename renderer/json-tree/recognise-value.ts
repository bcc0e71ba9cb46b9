import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { sayClock, sayWeekday } from '#shared/local-form/say-time.ts';

export interface ValueHint {
  /** What it looks like, in a word or two. */
  words: string;
  /** Of a date: what it says. */
  date: WrittenDate | null;
}

/** A date as the sender wrote it, with no conversion between zones. */
export interface WrittenDate {
  /** What clocks show, see sayDay. */
  wall: number;
  hasTime: boolean;
  /** ` UTC+01:00`; empty where the sender says none. */
  zone: string;
}

/** `Monday, 2 March 2026, 09:30 UTC`, as the country of the business writes it. */
export function spellOut({ wall, hasTime, zone }: WrittenDate, locale: string): string {
  const day = sayWeekday(wall, locale);
  return hasTime ? `${day}, ${sayClock(wall, locale)}${zone}` : day;
}

/** What a value looks like to a person. Only a quiet hint: nothing depends on it. */
export function recogniseValue(value: JsonValue, name: string | number | null): ValueHint | null {
  const key = typeof name === 'string' ? name : '';
  if (typeof value === 'string') return recogniseText(value.trim(), key);
  if (typeof value === 'number' || value instanceof SourceNumber) return recogniseNumber(numberSource(value), key);
  return null;
}

const PHONE_KEY = /phone|mobile|cell|tel|whatsapp|sms/i;
const TIME_KEY = /(?:_at|At|[tT]ime|stamp|[dD]ate|created|updated|start|end)$/;

const MONEY_KEY = /(?:amount|price|total|fee|cost|tax|discount|deposit|balance)(?:_?(?:due|paid))?$/i;
const SUM = String.raw`\d{1,3}(?:[ .,'\u00a0]?\d{3})*(?:[.,]\d{1,2})?`;
const CURRENCY = '(?:[€$£¥₹]|EUR|USD|GBP|AUD|CAD|NZD|CHF|JPY|INR|SEK|NOK|DKK|PLN|CZK|ZAR|BRL|MXN|SGD|HKD)';
const MONEY = new RegExp(`^[-+]?(?:${CURRENCY}\\s?${SUM}|${SUM}\\s?${CURRENCY})$`);
/** Whole numbers say nothing: they may be cents, or a count. */
const TO_THE_CENT = /^-?\d+[.,]\d{2}$/;

function isMoney(text: string, key: string): boolean {
  return text.length <= 30 && (MONEY.test(text) || (MONEY_KEY.test(key) && TO_THE_CENT.test(text)));
}

function recogniseText(text: string, key: string): ValueHint | null {
  if (isMoney(text, key)) return hint('money');
  if (text.length < 6 || text.length > 2_000) return null;
  if (/^[^\s@<>,;"]+@[^\s@<>,;":/]+\.[^\s@<>,;":/.]{2,}$/.test(text)) return hint('e-mail');
  if (/^https?:\/\/[^\s/]+/i.test(text)) return hint('link');
  const date = DATE.exec(text);
  if (date) return recogniseDate(date);
  const digits = text.replace(/\D/g, '').length;
  const isPhone = /^\+?[\d\s().\-/]+$/.test(text) && digits >= 7 && digits <= 15;
  if (isPhone && (PHONE_KEY.test(key) || /^(?:\+|0\d)/.test(text))) return hint('phone');
  return null;
}

function recogniseNumber(source: string, key: string): ValueHint | null {
  if (PHONE_KEY.test(key) && /^\d{7,15}$/.test(source)) return hint('phone');
  if (isMoney(source, key)) return hint('money');
  if (!TIME_KEY.test(key) || !/^(?:1\d{9}|1\d{12})$/.test(source)) return null;
  const milliseconds = Number(source) * (source.length > 10 ? 1 : 1_000);
  const wall = milliseconds - (milliseconds % 60_000);
  return { words: 'date & time', date: { wall, hasTime: true, zone: ' UTC' } };
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?)?$/i;

function recogniseDate(parts: RegExpExecArray): ValueHint | null {
  const [, year, month, day, hour, minute, zone] = parts;
  const moment = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0));
  // 2026-02-31 is no date, whatever it looks like.
  if (new Date(moment).getUTCDate() !== Number(day) || Number(hour ?? 0) > 23) return null;
  if (hour === undefined) return { words: 'date', date: { wall: moment, hasTime: false, zone: '' } };
  const offset = zone === undefined ? '' : /^z$/i.test(zone) ? ' UTC' : ` UTC${zone}`;
  return { words: 'date & time', date: { wall: moment, hasTime: true, zone: offset } };
}

function hint(words: string): ValueHint {
  return { words, date: null };
}
