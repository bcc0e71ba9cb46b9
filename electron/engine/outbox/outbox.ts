/**
 * Sends what flows have written (SN4–SN6). What it must hold: no message leaves without an attempt on disk that says so; one that may have left is
 * never sent again without the owner; one slow provider does not delay the others. A crash at any point leaves `attempting`, which the next
 * start tells as `unknown`.
 */
import type { ChannelSettings } from '#shared/contract/channel.ts';
import { MESSAGE_CHANNELS, type Message, type MessageChannel } from '#shared/contract/message.ts';
import { costOf } from '#shared/contract/message-cost.ts';
import { type Money, moneyOf } from '#shared/contract/money.ts';
import { type LocalForm, localFormOf } from '#shared/local-form/local-form.ts';
import { segmentsOf } from '#shared/text/segments.ts';
import type { Account, ChannelPorts, OutgoingMessage, SendResult } from '../channels/channel.ts';
import { CHANNEL_PROVIDERS } from '../channels/providers.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import { countryOf, zonesOf } from '../identify/phone-zones.ts';
import type { DueMessage, UnclearMessage } from '../store/port/outbox-store.ts';
import type { Store } from '../store/store.ts';
import { whereItFailed } from '../where-it-failed.ts';
import { afterAttempt } from './after-attempt.ts';
import { dayBounds } from './day-bounds.ts';
import { askGuardRails, type SentThere, type Spending, type Verdict } from './guard-rails.ts';
import { Place, placeOf } from './place.ts';
import { reportAddress } from './report-address.ts';

/** Messages looked at in one round. */
const ROUND = 32;
const LATELY_MS = 10 * 60_000;
const HOUR_MS = 60 * 60_000;
/** Providers answer within seconds; later, the answer is taken for lost. */
const LONGEST_MS = 30_000;
/** A provider that does not know of an attempt yet is asked a second time, so long after it. */
const SECOND_LOOK_MS = 5 * 60_000;
/** After a fault of our own, or of the disk. */
const PAUSE_MS = 5_000;
/** A timer that is further away than this wakes early and looks again: clocks are set, computers sleep. */
const LONGEST_SLEEP_MS = 60_000;

/** Not all of these are made here: some come back with a contact whose deletion was undone. */
const MAY_BE_DUE: ReadonlySet<Message['state']> = new Set(['queued', 'held', 'unknown']);

export interface OutboxOptions {
  store: Pick<Store, 'outbox' | 'channels' | 'settings'>;
  /** Fills in anew what was held until now, and puts it back into the queue; null where it is not due. */
  putBackDue: (id: string) => Promise<Message | null>;
  accountOf: (channel: MessageChannel) => Promise<Account | null>;
  /** Where the provider of a channel may report what becomes of messages; null: nowhere. */
  reportsTo: (channel: MessageChannel) => Promise<string | null>;
  ports: Omit<ChannelPorts, 'now'>;
  hub: Pick<EventHub, 'publish' | 'subscribe'>;
  clock: Clock;
  random: () => number;
  log: EngineLog;
  /** Whether nothing may be sent now; `poke` follows when that is over. */
  isPaused: () => boolean;
}

/** What a channel is set to, and where its messages are handed over. */
interface Way {
  settings: ChannelSettings;
  place: Place;
}

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #places = new Map<string, Place>();
  readonly #stopping = new AbortController();
  #round: Promise<void> | null = null;
  #lookingUp: Promise<void> | null = null;
  #poked: boolean = false;
  #cancelTimer = () => {};
  #cancelLook = () => {};
  #unsubscribe = () => {};

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Tells what the last run left on its way, and begins. */
  async start(): Promise<void> {
    const { store, clock, hub } = this.#options;
    for (const message of await store.outbox.interrupt(clock.now())) this.#tell(message);
    this.#unsubscribe = hub.subscribe(null, ({ event }) => {
      const isWork = event.type === 'message' && MAY_BE_DUE.has(event.state);
      if (isWork || event.type === 'channel') this.poke();
    });
    this.poke();
  }

  /** There may be something to send. */
  poke(): void {
    this.#poked = true;
    if (!this.#stopping.signal.aborted && !this.#options.isPaused()) this.#round ??= this.#work();
  }

  /** Takes nothing more and gives up on what is on its way; that is told as `unknown`. */
  async stop(): Promise<void> {
    this.#unsubscribe();
    this.#cancelTimer();
    this.#stopping.abort();
    await this.#round;
    await this.#lookingUp;
    this.#cancelLook();
    await this.#sent();
  }

  /** Resolves when nothing is to be done at this moment. */
  async idle(): Promise<void> {
    this.poke();
    while (this.#round !== null || this.#lookingUp !== null || this.#isSending()) {
      await this.#round;
      await this.#lookingUp;
      await this.#sent();
    }
  }

  async #sent(): Promise<void> {
    await Promise.all([...this.#places.values()].flatMap(({ sends }) => [...sends]));
  }

  async #work(): Promise<void> {
    this.#cancelTimer();
    let nextAt: number | null = null;
    while (this.#poked && !this.#stopping.signal.aborted) {
      this.#poked = false;
      const since = this.#options.clock.now();
      try {
        // A provider that is slow to say what it has holds up no message.
        this.#lookingUp ??= this.#lookUp().finally(() => {
          this.#lookingUp = null;
        });
        const again = await this.#sendDue();
        const next = await this.#options.store.outbox.nextDue(since);
        nextAt = again === null || next === null ? (again ?? next) : Math.min(again, next);
      } catch (error) {
        this.#options.log('error', 'outbox-interrupted', whereItFailed(error));
        nextAt = this.#options.clock.now() + PAUSE_MS;
      }
    }
    this.#round = null;
    this.#wakeAt(nextAt);
  }

  /** `at` is when the next is due that was not yet; null: none is. */
  #wakeAt(at: number | null): void {
    if (this.#stopping.signal.aborted) return;
    const { clock } = this.#options;
    // What is due already waits for a place, a look or a resting provider: a finished send or look pokes, a rest ends by itself.
    const rests = [...this.#places.values()]
      .map(({ breaker }) => breaker.openAt)
      .filter((openAt) => openAt > clock.now());
    const next = Math.min(at ?? Number.POSITIVE_INFINITY, ...rests);
    if (next === Number.POSITIVE_INFINITY) return;
    const delay = Math.max(next - clock.now(), 0);
    this.#cancelTimer = clock.after(Math.min(delay, LONGEST_SLEEP_MS), () => this.poke());
  }

  async #ways(): Promise<ReadonlyMap<MessageChannel, Way>> {
    const { store } = this.#options;
    const ways = MESSAGE_CHANNELS.map(async (channel): Promise<[MessageChannel, Way]> => {
      const { settings } = await store.channels.get(channel);
      const name = placeOf(channel, settings);
      const place = this.#places.get(name) ?? new Place();
      this.#places.set(name, place);
      return [channel, { settings, place }];
    });
    return new Map(await Promise.all(ways));
  }

  /** Resolves to when what could not be put back is tried again; null where all could. */
  async #sendDue(): Promise<number | null> {
    const { store, clock } = this.#options;
    const business = await store.settings.get();
    const { timeZone } = business;
    const now = clock.now();
    const { today, tomorrow } = dayBounds(now, timeZone);
    const ways = await this.#ways();
    // However much waits for one place, the others have their turn.
    const full = [...ways].filter(([, { place }]) => !place.hasRoom(now)).map(([channel]) => channel);
    const due = await store.outbox.due(now, ROUND, { today, lately: now - LATELY_MS }, full);
    /** What left in this round, by channel and mode: it counts for those after it. */
    const left = new Map<string, number>();
    let taken = 0;
    let again: number | null = null;
    for (const message of due) {
      const { channel, mode } = message;
      if (message.isHeld) {
        // One that cannot be filled in does not hold up those behind it.
        if (await this.#putBackDue(message.id)) taken += 1;
        else again = now + PAUSE_MS;
        continue;
      }
      const way = ways.get(channel)!;
      if (!way.place.hasRoom(now)) continue;
      const { settings } = way;
      const count = left.get(`${channel} ${mode}`) ?? 0;
      const counted = { ...message, sentToday: message.sentToday + count, sentLately: message.sentLately + count };
      const sentThere = await this.#sentThere(message, settings, now);
      const spending = await this.#spending(message, settings, { today, money: moneyOf(business) });
      const verdict = this.#ask({ ...counted, sentThere, spending }, settings, {
        now,
        tomorrow,
        form: localFormOf(business),
      });
      if (verdict.kind === 'go') {
        left.set(`${channel} ${mode}`, count + 1);
        await this.#send(message, way);
      } else await this.#keepBack(message, verdict);
      taken += 1;
    }
    // There may be more than one round holds; what only waits for room is not more.
    if (taken > 0) this.#poked = true;
    return again;
  }

  async #putBackDue(id: string): Promise<boolean> {
    try {
      this.#tell(await this.#options.putBackDue(id));
      return true;
    } catch (error) {
      this.#options.log('error', 'held-not-put-back', { message: id, ...whereItFailed(error) });
      return false;
    }
  }

  /** Asked for each message, so that those before it in the same round count. In test mode nothing reaches anybody. */
  async #sentThere(
    { channel, mode, to, isReleased }: DueMessage,
    { perAddress }: ChannelSettings,
    now: number,
  ): Promise<SentThere | null> {
    if (perAddress === null || mode === 'test' || to === null || isReleased) return null;
    return this.#options.store.outbox.sentThere(channel, to, { hour: now - HOUR_MS, day: now - 24 * HOUR_MS });
  }

  async #spending(
    message: DueMessage,
    { price, dailyBudget }: ChannelSettings,
    { today, money }: { today: number; money: Money },
  ): Promise<Spending | null> {
    if (dailyBudget === null || message.mode === 'test' || message.isReleased) return null;
    const spent = await this.#options.store.outbox.spent(message.channel, today);
    return { today: spent, next: priceOf(message, price), money };
  }

  #ask(
    { channel, to, contactPhone, ...message }: DueMessage & { sentThere: SentThere | null; spending: Spending | null },
    settings: ChannelSettings,
    { now, tomorrow, form }: { now: number; tomorrow: number; form: LocalForm },
  ): Verdict {
    const { needs } = CHANNEL_PROVIDERS[channel];
    const isPhone = needs === 'phone';
    // What goes to no number is quiet where the contact's own number is from; a notification is for the owner.
    const number = isPhone ? to : needs === 'nothing' ? null : contactPhone;
    const clock = number === null ? null : countryOf(number);
    return askGuardRails({
      ...message,
      isPhone,
      country: isPhone ? clock : null,
      clock,
      timeZones: zonesOf(clock, form.timeZone),
      locale: form.locale,
      settings,
      tomorrow,
      at: now,
    });
  }

  #isSending(): boolean {
    return [...this.#places.values()].some(({ sends }) => sends.size > 0);
  }

  async #keepBack({ id }: DueMessage, verdict: Exclude<Verdict, { kind: 'go' }>): Promise<void> {
    const { kind: state, reason, sentence } = verdict;
    const until = verdict.kind === 'held' ? verdict.until : null;
    this.#tell(await this.#options.store.outbox.keepBack(id, { state, reason, sentence, until }));
  }

  /** Resolves when the message is on its way, or has been dealt with. */
  async #send(message: DueMessage, { settings, place }: Way): Promise<void> {
    const { store, clock, accountOf } = this.#options;
    const { id, channel, mode, to } = message;
    const hasAddress = to !== null || CHANNEL_PROVIDERS[channel].needs === 'nothing';
    if (mode === 'test' && hasAddress) {
      this.#tell(await store.outbox.pretend(id, clock.now()));
      return;
    }
    const account = hasAddress ? await accountOf(channel) : {};
    if (account === null || !hasAddress) {
      const why =
        account === null
          ? ({
              reason: 'needs-credentials',
              sentence: 'This channel is not set up: something that it sends with is missing.',
            } as const)
          : ({ reason: 'no-address', sentence: 'There is no address to send it to.' } as const);
      this.#tell(await store.outbox.keepBack(id, { state: 'blocked', until: null, ...why }));
      return;
    }
    const base = await this.#options.reportsTo(channel);
    const reportTo = base === null ? null : reportAddress(base, id);
    const attempt = await store.outbox.begin(id, clock.now(), priceOf(message, settings.price));
    if (attempt === null) return;
    const { sends } = place;
    const sending = this.#attempt({ ...message, to: to ?? '', reportTo }, { account, attempt, place })
      .catch((error: unknown) =>
        this.#options.log('error', 'send-not-recorded', { message: id, ...whereItFailed(error) }),
      )
      .finally(() => {
        sends.delete(sending);
        this.poke();
      });
    sends.add(sending);
  }

  async #attempt(
    message: DueMessage & { to: string; reportTo: string | null },
    { account, attempt, place }: { account: Account; attempt: number; place: Place },
  ): Promise<void> {
    const { store, clock, random, log } = this.#options;
    const provider = CHANNEL_PROVIDERS[message.channel];
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(LONGEST_MS)]);
    const result = await provider.send(
      { ...outgoing(message), reportTo: message.reportTo },
      account,
      this.#ports(),
      signal,
    );
    this.#learn(message.channel, place, result);
    const end = afterAttempt(result, {
      attempts: attempt,
      at: clock.now(),
      canLookUp: provider.reconcile !== undefined,
      random: random(),
    });
    log('info', 'message-tried', { message: message.id, channel: message.channel, attempt, state: result.state });
    this.#tell(await store.outbox.finish(message.id, attempt, end, clock.now()));
  }

  /** Why nothing leaves by a channel for now, and until when (ms since 1970); null where its provider does not rest. */
  async restOf(channel: MessageChannel): Promise<{ until: number; sentence: string } | null> {
    const { store, clock } = this.#options;
    const { settings } = await store.channels.get(channel);
    const breaker = this.#places.get(placeOf(channel, settings))?.breaker;
    if (breaker === undefined || breaker.openAt <= clock.now()) return null;
    const form = localFormOf(await store.settings.get());
    return { until: breaker.openAt, sentence: breaker.sayRest(CHANNEL_PROVIDERS[channel].provider, form) };
  }

  /** A provider that cannot be reached, that answers with faults, or that asks to wait, rests; a refusal is an answer. */
  #learn(channel: MessageChannel, { breaker }: Place, result: SendResult): void {
    const { clock, hub } = this.#options;
    const now = clock.now();
    const { openAt } = breaker;
    if (result.state === 'unknown') breaker.failed(now, null);
    else if (result.state === 'failed' && result.again) breaker.failed(now, result.notBefore);
    else breaker.worked();
    if (breaker.openAt !== openAt) hub.publish({ type: 'channel', channel });
  }

  /** Asks providers about attempts without an answer. What they do not know stays with the owner. */
  async #lookUp(): Promise<void> {
    const { store, clock, log } = this.#options;
    try {
      const due = await store.outbox.toLookUp(clock.now(), ROUND);
      for (const message of due) {
        if (this.#stopping.signal.aborted) return;
        await this.#lookUpOne(message);
      }
      if (due.length > 0) this.poke();
    } catch (error) {
      log('error', 'outbox-interrupted', whereItFailed(error));
      this.#cancelLook = clock.after(PAUSE_MS, () => this.poke());
    }
  }

  async #lookUpOne(message: UnclearMessage): Promise<void> {
    const { store, clock } = this.#options;
    const found = await this.#askProvider(message);
    const now = clock.now();
    const { attempts } = message;
    const after = { attempts, at: now, canLookUp: false, random: 0 };
    const end = found === null ? null : { ...afterAttempt(found, after), sentence: found.sentence };
    const isFirst = now - message.startedAt < SECOND_LOOK_MS;
    this.#tell(await store.outbox.lookedUp(message.id, end, isFirst ? message.startedAt + SECOND_LOOK_MS : null, now));
  }

  async #askProvider(message: UnclearMessage): Promise<SendResult | null> {
    const { store, accountOf } = this.#options;
    const { channel, to, startedAt: since } = message;
    const account = await accountOf(channel);
    const { reconcile } = CHANNEL_PROVIDERS[channel];
    if (account === null || reconcile === undefined) return null;
    const others = await store.outbox.providerIds(channel, to, since - HOUR_MS);
    return reconcile(outgoing(message), account, this.#ports(), { since, others });
  }

  #ports(): ChannelPorts {
    return { ...this.#options.ports, now: () => this.#options.clock.now() };
  }

  #tell(message: Message | null): void {
    if (message === null) return;
    const { id, state, contact } = message;
    this.#options.hub.publish({ type: 'message', id, contact: contact?.userNs ?? null, state });
  }
}

function outgoing({ id, to, subject, text, language, approved }: Omit<UnclearMessage, 'startedAt'>): OutgoingMessage {
  return { key: id, to, subject, text, language, approved, reportTo: null };
}

function priceOf({ channel, text }: DueMessage, price: number | null): number | null {
  return costOf({ segments: channel === 'sms' ? segmentsOf(text) : null }, price);
}
