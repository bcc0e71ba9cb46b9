import type { ErasureCounts } from '#shared/contract/erasure.ts';
import {
  ELSEWHERE_SOURCES,
  type ElsewhereSource,
  type ErasablePerson,
  type ErasurePlan,
  type SearchedRequest,
} from '../store/port/erasure-store.ts';
import type { LocalStore } from '../store/store.ts';
import { forgetInJson, forgetInReceipt, isNamed } from './forget-in-receipt.ts';
import { type KnownPerson, knowPerson, readReceipt } from './know-person.ts';
import { mentions } from './person-traces.ts';
import { searchableRequest } from './searchable-request.ts';
import { forEachSlice } from './slices.ts';

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

type RequestCounts = Pick<
  ErasureCounts,
  'own' | 'unlinked' | 'others' | 'bodies' | 'receipts' | 'rewritten' | 'waiting' | 'searched' | 'unreadable'
>;

/** Requests that come while others are looked through are looked through as well, so many times at most; the rest is left to the transaction. */
const ROUNDS = 3;
const FEW = 200;

/** Goes through everything that is stored, slice by slice, and finds what names a person. */
export class PersonSearch {
  readonly known: KnownPerson;
  readonly #store: LocalStore;
  readonly #person: ErasablePerson;
  readonly #found = new Map<number, Found>();
  #last = 0;
  #searched = 0;
  #unreadable = 0;

  private constructor(store: LocalStore, person: ErasablePerson, known: KnownPerson) {
    this.#store = store;
    this.#person = person;
    this.known = known;
  }

  static async begin(store: LocalStore, person: ErasablePerson): Promise<PersonSearch> {
    return new PersonSearch(store, person, await knowPerson(store, person));
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
    const namesThem = isOwn || texts.some((text) => mentions(text, this.known.traces));
    if (seq > this.#last) {
      this.#last = seq;
      this.#searched += 1;
      if (!namesThem && !isWhole) this.#unreadable += 1;
    }
    if (!namesThem) return null;
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

  /** Texts of messages, flows, conflicts, merges and items of others that name the person. */
  async elsewhere(): Promise<ErasurePlan['elsewhere']> {
    const found: ErasurePlan['elsewhere'] = [];
    for (const source of ELSEWHERE_SOURCES) {
      await forEachSlice(
        (after) => this.#store.erasure.texts(source, after, this.#person.pk),
        ({ pk }) => pk,
        ({ pk, text }) => {
          if (!this.#names(text)) return;
          found.push({ source, pk, instead: this.#instead(source, text) });
        },
      );
    }
    return found;
  }

  /** What stays of a text of others, as JSON; null where it goes. */
  #instead(source: ElsewhereSource, text: string): string | null {
    if (source === 'merge') return forgetInJson(text, this.known.traces);
    return source === 'item' ? this.#forget(text) : null;
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

  counts(): RequestCounts {
    const found = this.found;
    const count = (is: (one: Found) => boolean) => found.filter(is).length;
    return {
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

  #names(text: string): boolean {
    return isNamed(text, this.known.traces);
  }

  #forget(receipt: string | null): string | null {
    const read = receipt === null ? null : readReceipt(receipt);
    if (read === null) return null;
    const { names, traces } = this.known;
    return JSON.stringify(forgetInReceipt(read, { userNs: this.#person.userNs, names, traces }));
  }
}
