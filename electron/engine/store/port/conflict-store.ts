import type { Page } from '#shared/contract/common.ts';
import type { Conflict, ConflictDetail, ConflictQuery, ConflictRule, Resolution } from '#shared/contract/conflict.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { ContactFinder, DecidedBefore } from '#shared/contract/known-contact.ts';
import type { MovedRun } from './run-store.ts';
import type { ItemsSettlement, Settlement } from './work-store.ts';

/** Requests, and items of requests, whose identifiers name different people (ID10). They come up when one is settled as `conflict`. */
export interface ConflictStore {
  page(query: ConflictQuery): Promise<Page<Conflict> & { open: number }>;
  get(id: string): Promise<ConflictDetail | null>;
  rules(query: { before?: string | undefined; limit: number }): Promise<Page<ConflictRule>>;
  deleteRule(id: string, at: number): Promise<boolean>;
  /** 'changed' where somebody in it is gone, or another decision is remembered in its place; 'not-found' where it is too late. */
  putRuleBack(id: string): Promise<'put-back' | 'changed' | 'not-found'>;
  /**
   * Takes a decision back that was no merge, in one transaction: the conflict waits again, and the contact is as it was, or, where it was made,
   * gone; so is the flow that was started. Refused, with the reason, once something went out because of it or something of it has changed;
   * null for the reason where that cannot be told any more.
   */
  undo(id: string): Promise<UndoneDecision | { refused: string | null } | 'not-found'>;
  /** What was decided until then (ms since 1970) stays decided, and what was forgotten stays so. */
  forgetDecided(until: number): Promise<void>;
}

export interface UndoneDecision {
  delivery: Delivery;
  /** User Ns of whom the request was about. */
  contact: string;
  /** A flow is gone that the decision had started. */
  endedRun: boolean;
}

/** Deciding conflicts. */
export interface DecisionStore {
  /**
   * Carries out the owner's decision, once and in one transaction: the merges where asked for, the work on the request (or on its item, and no
   * other one) as `decide` settles it, the rule where it is to be remembered. Whatever throws, `decide` included, leaves everything as it was and the conflict open.
   */
  resolve(
    id: string,
    resolution: Resolution,
    decide: (choice: { userNs: string | null }, people: ContactFinder) => Settlement | ItemsSettlement,
    at: number,
  ): Promise<ResolvedConflict | 'not-found' | 'decided' | 'no-candidate' | 'gone'>;
  /** What is remembered about conflicts of this webhook. */
  decidedBefore(webhookId: string): DecidedBefore;
}

export interface ResolvedConflict {
  delivery: Delivery;
  /** User Ns of all contacts that were changed, made or merged. */
  contacts: string[];
  /** The flow that it started. */
  run: MovedRun | null;
}
