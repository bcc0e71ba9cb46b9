import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ErasureCounts } from '#shared/contract/erasure.ts';
import { type Receipt, ReceiptSchema } from '#shared/contract/receipt.ts';
import { nationalDigits } from '../identify/national-digits.ts';
import type { ErasablePerson, ErasurePlan, LocalStore, SearchedRequest } from '../store/store.ts';
import { forgetInReceipt } from './forget-in-receipt.ts';
import { byteText, mentions, type PersonTraces, tracesOf } from './person-traces.ts';
import { searchableRequest, searchableText } from './searchable-request.ts';

/** A request that is about the person, or names them. */
export interface Found {
  seq: number;
  id: string;
  webhookName: string;
  receivedAt: number;
  about: 'person' | 'nobody' | 'somebody-else';
  isWaiting: boolean;
  hasBody: boolean;
  hadReceipt: boolean;
  /** What stays of its receipt, as JSON; null where nothing does. */
  receipt: string | null;
}

/** Requests that come while others are looked through are looked through as well, so many times at most; the rest is left to the transaction. */
const ROUNDS = 3;
const FEW = 200;

/** Goes through everything that is stored, slice by slice, and finds what names a person. */
export class PersonSearch {
  readonly #store: LocalStore;
  readonly #person: ErasablePerson;
  readonly #traces: PersonTraces;
  readonly #numbers: readonly string[];
  readonly #found = new Map<number, Found>();
  #last = 0;
  #searched = 0;
  #unreadable = 0;

  private constructor(store: LocalStore, person: ErasablePerson, known: { emails: string[]; phones: string[] }) {
    const { userNs, crmContactId, phoneRaw } = person;
    this.#store = store;
    this.#person = person;
    this.#traces = tracesOf({
      userNs,
      crmContactId,
      emails: known.emails,
      phoneDigits: known.phones.map(nationalDigits),
    });
    this.#numbers = [...known.phones.map((phone) => phone.replace(/\D+/g, '')), phoneRaw ?? ''];
  }

  /** Knows the person also by e-mails and numbers that their requests once gave them, unless those are somebody else's now. */
  static async begin(store: LocalStore, person: ErasablePerson): Promise<PersonSearch> {
    const emails = new Set([person.email, person.emailRaw].filter((email) => email !== null));
    const phones = new Set([person.phone].filter((phone) => phone !== null));
    const isTheirs = (slot: 'email' | 'phone', value: string) => {
      const owner = store.contacts.find(slot, slot === 'email' ? value.normalize('NFC').toLowerCase() : value);
      return owner === null || owner.userNs === person.userNs;
    };
    await forEachSlice(
      (after) => store.erasure.receiptsOf(person.pk, after),
      ({ seq }) => seq,
      ({ receipt }) => {
        for (const { slot, verdict, before, after } of readReceipt(receipt)?.contactChanges ?? []) {
          if ((slot !== 'email' && slot !== 'phone') || (verdict !== 'set' && verdict !== 'unchanged')) continue;
          for (const value of [before, after]) {
            if (value !== null && isTheirs(slot, value)) (slot === 'email' ? emails : phones).add(value);
          }
        }
      },
    );
    return new PersonSearch(store, person, { emails: [...emails], phones: [...phones] });
  }

  /** In order of arrival. */
  get found(): Found[] {
    return [...this.#found.values()].sort((one, other) => one.seq - other.seq);
  }

  /** Resolves to the seq from which on requests may have changed since they were looked at. */
  async requests(): Promise<number> {
    let from = 1;
    for (let round = 0; round < ROUNDS; round += 1) {
      const open = await this.#store.erasure.openFrom();
      let last = from - 1;
      await forEachSlice(
        (after) => this.#store.erasure.requests(Math.max(after, from - 1)),
        ({ seq }) => seq,
        (request) => {
          this.look(request);
          last = request.seq;
        },
      );
      from = open;
      if (last - open < FEW) break;
    }
    return from;
  }

  /** Null where the request has nothing to do with the person. */
  look(request: SearchedRequest): Found | null {
    const { seq, id, webhookName, receivedAt, isWaiting } = request;
    const isOwn = request.contact === this.#person.pk;
    const { texts, isWhole } = searchableRequest(request);
    const isNamed = isOwn || texts.some((text) => mentions(text, this.#traces));
    if (seq > this.#last) {
      this.#last = seq;
      this.#searched += 1;
      if (!isNamed && !isWhole) this.#unreadable += 1;
    }
    if (!isNamed) return null;
    const about = isOwn ? 'person' : request.contact === null ? 'nobody' : 'somebody-else';
    const found: Found = {
      ...{ seq, id, webhookName, receivedAt, isWaiting, about },
      hasBody: request.body !== null,
      hadReceipt: request.receipt !== null,
      receipt: about === 'somebody-else' ? this.#forget(request.receipt) : null,
    };
    this.#found.set(seq, found);
    return found;
  }

  /** Values of other contacts that name the person. */
  async values(): Promise<ErasurePlan['values']> {
    const values: ErasurePlan['values'] = [];
    await forEachSlice(
      (after) => this.#store.erasure.values(after),
      ({ pk }) => pk,
      ({ pk, texts }) => {
        if (pk === this.#person.pk) return;
        for (const { at, text } of texts) if (this.#names(text)) values.push({ pk, at });
      },
    );
    return values;
  }

  /** Ids of webhooks whose sample names the person, or came from a request that goes. */
  async samples(): Promise<string[]> {
    const ids = new Set([...this.#found.values()].map(({ id }) => id));
    const samples = await this.#store.erasure.samples();
    return samples
      .filter(({ text, deliveryId }) => (deliveryId !== null && ids.has(deliveryId)) || this.#names(text))
      .map(({ webhookId }) => webhookId);
  }

  /** How many saved configurations name the person. */
  async configurations(): Promise<number> {
    return (await this.#store.erasure.configurations()).filter((text) => this.#names(text)).length;
  }

  counts(): Omit<ErasureCounts, 'fields' | 'samples' | 'otherValues' | 'configurations'> {
    const found = this.found;
    const { crmContactId, phone, email, firstName, lastName, name } = this.#person;
    const count = (is: (one: Found) => boolean) => found.filter(is).length;
    return {
      // The User Ns is one of them.
      identifiers: 1 + [crmContactId, phone, email, firstName, lastName, name].filter((value) => value !== null).length,
      own: count(({ about }) => about === 'person'),
      unlinked: count(({ about }) => about === 'nobody'),
      others: count(({ about }) => about === 'somebody-else'),
      bodies: count(({ hasBody }) => hasBody),
      receipts: count(({ hadReceipt, receipt }) => hadReceipt && receipt === null),
      rewritten: count(({ receipt }) => receipt !== null),
      waiting: count(({ isWaiting }) => isWaiting),
      searched: this.#searched,
      unreadable: this.#unreadable,
    };
  }

  /** What must not be found in the file any more. */
  needles(): string[] {
    const numbers = [...this.#traces.digits, ...this.#numbers.map(byteText)].filter((text) => text.length > 6);
    return [...new Set([...this.#traces.words, ...numbers])];
  }

  #names(text: string): boolean {
    return searchableText(text).some((form) => mentions(form, this.#traces));
  }

  #forget(receipt: string | null): string | null {
    const read = receipt === null ? null : readReceipt(receipt);
    if (read === null) return null;
    const { userNs, label, firstName, lastName, name } = this.#person;
    const names = [label, name ?? '', `${firstName ?? ''} ${lastName ?? ''}`];
    return JSON.stringify(forgetInReceipt(read, { userNs, names, traces: this.#traces }));
  }
}

function readReceipt(text: string): Receipt | null {
  return ReceiptSchema.safeParse(JSON.parse(text)).data ?? null;
}

async function forEachSlice<Item>(
  next: (after: number) => Promise<Item[]>,
  placeOf: (item: Item) => number,
  visit: (item: Item) => void,
): Promise<void> {
  let after = 0;
  for (;;) {
    const slice = await next(after);
    const last = slice.at(-1);
    if (last === undefined) return;
    for (const item of slice) visit(item);
    after = placeOf(last);
    await nextTurn();
  }
}
