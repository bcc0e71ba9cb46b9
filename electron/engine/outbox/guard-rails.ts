import type { ChannelSettings } from '#shared/contract/channel.ts';
import type { MessageReason } from '#shared/contract/message.ts';
import { type Money, sayAmount } from '#shared/contract/money.ts';
import { sayCount } from '#shared/local-form/say-number.ts';
import { sayTimeOfDay } from '#shared/local-form/say-time.ts';
import { placeOf } from '../identify/country-name.ts';
import { quietUntil } from './quiet-hours.ts';

/** What is asked before a message leaves (SN6). Times are ms since 1970. */
export interface BeforeSending {
  /** Whether it goes to a phone number. */
  isPhone: boolean;
  /** The country of that number, two letters; null for other addresses, or where it belongs to none. */
  country: string | null;
  /** The country by whose clocks it is quiet, told by the number it goes to or by the contact's; null: the business's clocks. */
  clock: string | null;
  /** The zones in which the contact may live; the business's own where nothing is known, and for a notification to the owner. */
  timeZones: readonly string[];
  settings: Pick<ChannelSettings, 'quietHours' | 'dailyCap' | 'spike' | 'perAddress' | 'dailyBudget' | 'countries'>;
  isOptedOut: boolean;
  /** The owner let it go: what only holds back does not hold it any more. */
  isReleased: boolean;
  /** Messages of this channel that left since the business's midnight, and within the last ten minutes. */
  sentToday: number;
  sentLately: number;
  /** Live messages of this channel that left, or may have left, to this address; null where nothing is limited. */
  sentThere: SentThere | null;
  /** What it would cost and what the day has cost; null where no budget limits it. */
  spending: Spending | null;
  /** How the business writes times and numbers. */
  locale: string;
  /** When the business's next day begins. */
  tomorrow: number;
  at: number;
}

/** To one address, within the last hour and the last 24 hours. */
export interface SentThere {
  hour: number;
  day: number;
}

/** By the channel's price, which `next` null says is not known. What may have left is part of `today`. */
export interface Spending {
  today: number;
  next: number | null;
  /** How the business writes amounts. */
  money: Money;
}

/** `held` goes on by itself at `until`; null: only by the owner. `blocked` never leaves as it is. */
export type Verdict =
  | { kind: 'go' }
  | { kind: 'held'; reason: MessageReason; until: number | null; sentence: string }
  | { kind: 'blocked'; reason: MessageReason; sentence: string };

const GO: Verdict = { kind: 'go' };

type Rail = (asked: BeforeSending) => Verdict;

/** In this order; the first that keeps the message back decides. */
const RAILS: readonly Rail[] = [optOut, country, quietHours, perAddress, spike, dailyBudget, dailyCap];

/** Whether a message may leave now. Pure; the same for the Outbox and for the dry run. */
export function askGuardRails(asked: BeforeSending): Verdict {
  for (const rail of RAILS) {
    const verdict = rail(asked);
    if (verdict.kind !== 'go') return verdict;
  }
  return GO;
}

/** STOP is honoured, also against the owner's release. */
function optOut({ isOptedOut }: BeforeSending): Verdict {
  if (!isOptedOut) return GO;
  return { kind: 'blocked', reason: 'opted-out', sentence: 'This person has asked not to get messages here.' };
}

function country({ country: of, isPhone, settings: { countries } }: BeforeSending): Verdict {
  if (!isPhone || countries.length === 0 || (of !== null && countries.includes(of))) return GO;
  // Of no country are satellites and international networks, the dearest of all.
  const which = of === null ? 'that belong to no country' : `in ${placeOf(of)}`;
  return {
    kind: 'blocked',
    reason: 'country-not-allowed',
    sentence: `Numbers ${which} are not among those that you allowed for this channel.`,
  };
}

function quietHours({ settings, isPhone, clock, timeZones, locale, at, isReleased }: BeforeSending): Verdict {
  if (settings.quietHours === null || isReleased) return GO;
  const until = quietUntil(settings.quietHours, timeZones, at);
  if (until === null) return GO;
  const night = [settings.quietHours.from, settings.quietHours.to].map((time) => sayTimeOfDay(time, locale)).join('–');
  return {
    kind: 'held',
    reason: 'quiet-hours',
    until,
    sentence: `It waits until the quiet hours (${night}) are over ${whereItIsQuiet(clock, timeZones, isPhone)}.`,
  };
}

/** The number tells the country, and of several time zones not which. */
function whereItIsQuiet(clock: string | null, timeZones: readonly string[], isPhone: boolean): string {
  if (clock === null) return 'on the clocks of your business';
  const number = isPhone ? 'the number' : 'their phone number';
  return `${timeZones.length > 1 ? 'in all of' : 'in'} ${placeOf(clock)}, where ${number} is from`;
}

/** It waits for the owner: what runs in a circle would go on tomorrow. */
function perAddress({ settings: { perAddress: most }, sentThere, locale, isReleased }: BeforeSending): Verdict {
  if (most === null || sentThere === null || isReleased) return GO;
  const held = (count: number, within: string): Verdict => ({
    kind: 'held',
    reason: 'address-limit',
    until: null,
    sentence: `${count === 1 ? '1 message has' : `${sayCount(count, locale)} messages have`} gone to this address within ${within}, as many as may. It waits until you have looked whether one more is right.`,
  });
  if (sentThere.hour >= most.hour) return held(sentThere.hour, 'an hour');
  if (sentThere.day >= most.day) return held(sentThere.day, '24 hours');
  return GO;
}

function spike({ settings: { spike: most }, sentLately, locale, isReleased }: BeforeSending): Verdict {
  if (most === null || isReleased || sentLately < most) return GO;
  return {
    kind: 'held',
    reason: 'spike',
    until: null,
    sentence: `${sayCount(sentLately, locale)} messages left within ten minutes. The rest waits until you have looked whether that is right.`,
  };
}

/** A hard stop: it does not go on by itself when the day is over. Sums of prices are compared to a millionth. */
function dailyBudget({ settings: { dailyBudget: most }, spending, isReleased }: BeforeSending): Verdict {
  if (most === null || spending === null || isReleased) return GO;
  const { today, next, money } = spending;
  const say = (amount: number) => sayAmount(amount, money);
  if (next !== null && today + next <= most + 1e-6) return GO;
  const of = `of the ${say(most)} that this channel may spend in a day`;
  return {
    kind: 'held',
    reason: 'budget',
    until: null,
    sentence:
      next === null
        ? `This channel may spend ${say(most)} in a day, but what a message costs is not set. It waits for you.`
        : `It would cost about ${say(next)}, and about ${say(today)} ${of} is spent. It waits for you.`,
  };
}

function dailyCap({ settings: { dailyCap: most }, sentToday, tomorrow, locale, isReleased }: BeforeSending): Verdict {
  if (most === null || isReleased || sentToday < most) return GO;
  return {
    kind: 'held',
    reason: 'daily-cap',
    until: tomorrow,
    sentence: `${most === 1 ? 'The one message that this channel may send in a day has' : `The ${sayCount(most, locale)} messages that this channel may send in a day have`} been sent.`,
  };
}
