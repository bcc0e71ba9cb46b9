import type { Page } from '#shared/contract/common.ts';
import type { Contact, ContactDetail, ContactHistory, ListedContact, Merge } from '#shared/contract/contact.ts';
import type { PastImport } from '#shared/contract/contact-import.ts';
import type { FieldValue } from '#shared/contract/field.ts';
import type {
  ContactFinder,
  ContactWrite,
  FindingSlot,
  IdentifierWrite,
  TagEdit,
  WritableSlot,
} from '#shared/contract/known-contact.ts';
import type { MergePreview, MergeTake, UndoMergeAnswer } from '#shared/contract/merge.ts';
import type { Message } from '#shared/contract/message.ts';
import type { SegmentCondition } from '#shared/contract/segment.ts';
import type { TimelineKind, TimelinePage } from '#shared/contract/timeline.ts';
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
  /** The numbers of those named, or of all who are found and fulfil the conditions as of `now`; newest first. Numbers are never used twice. */
  choose(who: ChosenBy, now: number): Promise<number[]>;
  /** Those of these numbers who are there, in that order. */
  listChosen(numbers: readonly number[]): Promise<ListedContact[]>;
  /** By hand, in one transaction. Resolves to the numbers of those in whom it changed something. */
  tagEach(numbers: readonly number[], change: { tag: string; action: 'add' | 'remove' }, at: number): Promise<number[]>;
  /** As `delete`, in one transaction. Resolves to the User Ns of those who were there. */
  deleteEach(numbers: readonly number[], at: number): Promise<string[]>;
  get(userNs: string): Promise<ContactDetail | null>;
  /** Everything that happened with the person, newest first. */
  timeline(
    userNs: string,
    query: { only?: TimelineKind | undefined; before?: string | undefined; limit: number },
  ): Promise<TimelinePage | null>;
  /** All tags that somebody has, in the order of the alphabet; at most so many. */
  tags(limit: number): Promise<string[]>;
  /** What its values and tags were before, latest first. */
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
  /** Imports that wrote something and can be undone, or were, latest first; null where one is not known (any more). */
  pastImports(): Promise<PastImport[]>;
  pastImport(id: string): Promise<PastImport | null>;
  /** Undoes an import for so many people at most, in one transaction; fewer rows than that are the last ones. */
  undoImport(id: string, most: number, at: number): Promise<UndoneRows>;
}

export type ChosenBy =
  | { userNs: readonly string[] }
  | {
      q?: string | undefined;
      conditions?: readonly SegmentCondition[] | undefined;
      /** User Ns. */
      except?: readonly string[] | undefined;
    };

/** How many people of an import were looked at, and what became of them; see UndoState. */
export interface UndoneRows {
  rows: number;
  removed: number;
  stayed: number;
  putBack: number;
  partly: number;
}

/** By callbacks, so only in the thread of the store. */
export interface ContactWorkStore {
  find: ContactFinder;
  /**
   * One transaction: what each item decides is written before the next one is asked, which finds it. Resolves to what was decided; all or
   * nothing. What stood there before is kept under the id of the import, so that it can be undone.
   */
  writeEach<Item, Decided extends { write: ContactWrite | null }>(
    items: readonly Item[],
    decide: (item: Item, find: ContactFinder) => Decided,
    source: { importId: string; at: number },
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
  tags?: TagEdit;
}
