import type { Page } from '#shared/contract/common.ts';
import type { Contact, ContactDetail, ContactHistory, ListedContact, Merge } from '#shared/contract/contact.ts';
import type { FieldValue } from '#shared/contract/field.ts';
import type {
  ContactFinder,
  ContactWrite,
  FindingSlot,
  IdentifierWrite,
  WritableSlot,
} from '#shared/contract/known-contact.ts';
import type { MergePreview, MergeTake, UndoMergeAnswer } from '#shared/contract/merge.ts';
import type { Message } from '#shared/contract/message.ts';
import type { SegmentCondition } from '#shared/contract/segment.ts';
import type { Channel, IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';
import type { MovedRun } from './run-store.ts';

/** What goes on by itself. */
export interface Waiting {
  messages: Pick<Message, 'id' | 'state'>[];
  runs: Pick<MovedRun, 'id' | 'flow' | 'deliveryId' | 'state'>[];
}

export interface ContactStore {
  page(query: {
    q?: string | undefined;
    /** Only those who fulfil all of these, as of `now`. */
    conditions?: readonly SegmentCondition[] | undefined;
    now?: number | undefined;
    before?: string | undefined;
    limit: number;
  }): Promise<Page<ListedContact> & { total: number }>;
  /** The same page without the total: only who comes after the cursor is judged, so that all pages together judge everybody once. */
  walk(query: {
    conditions?: readonly SegmentCondition[] | undefined;
    now: number;
    before?: string | undefined;
    limit: number;
  }): Promise<Page<ListedContact>>;
  get(userNs: string): Promise<ContactDetail | null>;
  /** What its custom fields held before, latest first. */
  history(userNs: string): Promise<ContactHistory | null>;
  /** By hand. 'taken' names the slot whose value belongs to somebody else. */
  create(
    write: Extract<ContactWrite, { kind: 'create' }>,
    at: number,
  ): Promise<Contact | { taken: IdentitySlot; by: string }>;
  update(
    userNs: string,
    change: ContactEdit,
    at: number,
  ): Promise<Contact | 'not-found' | { taken: IdentitySlot; by: string }>;
  /**
   * With its values, messages and ways through flows; requests lose their link to it. What left today still counts (SN6), and what started its flows
   * starts them for nobody else (SN5). Until `forgetDeleted` it can be put back.
   */
  delete(userNs: string, at: number): Promise<boolean>;
  /**
   * Undoes its deletion. Resolves to what waits again, or says who has one of its identifiers by now. What may have left meanwhile without an
   * answer is `unknown` (SN4); what the provider told meanwhile counts.
   */
  putBack(userNs: string, at: number): Promise<{ waiting: Waiting } | { taken: FindingSlot; by: string } | 'not-found'>;
  /** What was deleted until then (ms since 1970) stays deleted. */
  forgetDeleted(until: number): Promise<void>;
  /** Merges `from` into `keep` (User Ns of two different contacts), or says what that would give. */
  merge(
    keep: string,
    from: string,
    how: { take: MergeTake; at: number; dryRun: boolean },
  ): Promise<{ preview: MergePreview; merge: Merge | null } | 'not-found'>;
  undoMerge(id: string, at: number): Promise<UndoneMerge>;
}

/** By callbacks, so only in the thread of the store. */
export interface ContactWorkStore {
  find: ContactFinder;
  /**
   * One transaction: what each item decides is written before the next one is asked, which finds it. Resolves to what was decided; all or
   * nothing.
   */
  writeEach<Item, Decided extends { write: ContactWrite | null }>(
    items: readonly Item[],
    decide: (item: Item, find: ContactFinder) => Decided,
    at: number,
  ): Promise<Decided[]>;
}

/** `refused` says why, for the owner. */
export type UndoneMerge = UndoMergeAnswer | 'not-found' | { refused: string };

/** An edit by hand: null clears. */
export interface ContactEdit {
  channel?: Channel;
  identifiers: Partial<Record<WritableSlot, IdentifierWrite | null>>;
  profile: Partial<Record<ProfileSlot, string | null>>;
  fields: Record<string, FieldValue | null>;
  pageScopedId?: string;
}
