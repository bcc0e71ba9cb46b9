import type { FlowConfig, Run, RunPage, RunQuery } from '#shared/contract/flow.ts';
import type { NewHttpRequest, NewMessage, RunProgress, RunSituation } from '#shared/contract/flow-work.ts';
import type { FlowStart } from './work-store.ts';

export interface RunStore {
  page(query: RunQuery): Promise<RunPage>;
  get(id: string): Promise<Run | null>;
  /** Ends a run that waits or is held. */
  stop(id: string, at: number): Promise<MovedRun | 'not-found' | 'not-waiting'>;
  /**
   * Takes requests of HTTP steps whose time has come, and marks each as `attempting`: on disk before its first byte leaves. Those of a
   * run that has ended are not among them, nor those to a host that enough are under way to. Those to a host that rests wait until it may be asked
   * again, untried, and their run says why.
   */
  claimRequests(at: number, limit: number, rests?: ReadonlyMap<string, HostRest>): Promise<ClaimedRequest[]>;
  /** How a claimed request ended. Unless it is tried again, its run goes on. */
  finishRequest(id: string, end: RequestEnd, at: number): Promise<void>;
  /**
   * Requests that were under way when Fieldhook was ended become `unknown`: they may have arrived (SN4). Those that may be asked again are. To be
   * called once, before the first claim.
   */
  abandonRequests(at: number): Promise<number>;
  /** When the next queued request may be tried; null: none is queued. */
  nextRequestAt(): Promise<number | null>;
}

export interface ClaimedRequest extends Omit<NewHttpRequest, 'step'> {
  id: string;
  /** Which try it is, from 1. */
  tries: number;
  /** An earlier try may have arrived. */
  wasUnclear: boolean;
}

/** A host that is left alone for now, by its name as in a URL, with its port. */
export interface HostRest {
  /** In ms since 1970. */
  until: number;
  /** For the owner: which host, why, and until when. */
  sentence: string;
}

/** `again` is tried once more at its time; `isUnclear` says that this try may have arrived. The others are told in the run, which then goes on. */
export type RequestEnd =
  | { state: 'done' | 'failed' | 'unknown'; sentence: string }
  | { state: 'again'; notBefore: number; isUnclear: boolean; sentence: string };

/** What moved, for the news. */
export interface MovedRun {
  id: string;
  flow: string;
  contact: string;
  deliveryId: string | null;
  state: Run['state'];
  /** The messages that it made on the way. */
  messages: { id: string; state: NewMessage['state'] }[];
}

/** The work on runs. */
export interface RunWorkStore {
  /** Runs whose time has come, longest due first. */
  due(at: number, limit: number): Promise<DueRun[]>;
  /** When the next run goes on by itself; null: none waits for time. */
  nextDue(): Promise<number | null>;
  /**
   * Moves runs on, each one whole or not at all, all in one transaction. A run that does not wait (any more) is passed over; one whose plan or
   * writes throw ends as `failed` with `onFault`'s sentence. A fault of the disk undoes everything and rejects.
   */
  advance(work: readonly RunWork[], at: number): Promise<MovedRun[]>;
  /** Starts a flow by hand. */
  start(start: FlowStart & { contact: string; startKey: string; isTry: boolean }, at: number): Promise<StartedRun>;
  /** A run that waits, for time or for the owner. One that waits for the answer to a request is 'not-waiting'. */
  waiting(id: string): Promise<DueRun | 'not-found' | 'not-waiting'>;
  /**
   * Whether a flow would start for a contact (null: one who is still to be made), for a dry run. `startKey` is the request that would start it; null: one
   * that is not in the log. Null where there is no such flow.
   */
  outlook(wish: FlowWish, at: number): Promise<FlowOutlook | null>;
  /** A contact as a flow sees it, for a dry run. */
  person(userNs: string): Promise<FlowPerson | null>;
}

/** What a flow knows of a contact besides what anybody does. */
export type FlowPerson = Pick<RunSituation, 'tags' | 'channels'>;

export interface FlowWish {
  key: string;
  contact: string | null;
  startKey: string | null;
}

/** `refusal`: why it would not start, in words. */
export interface FlowOutlook {
  name: string;
  config: FlowConfig;
  refusal: string | null;
  person: FlowPerson;
}

export interface DueRun {
  id: string;
  /** Where it stands. */
  step: string | null;
  config: FlowConfig;
  deliveryId: string | null;
  /** Which item of that request started it (RC3), from 1; 0 where the request is one. */
  item: number;
}

export interface RunWork {
  id: string;
  /** Where it stood when this was decided: a run that has gone on since is passed over. */
  step: string | null;
  plan: (situation: RunSituation) => RunProgress;
  onFault: (error: unknown) => string;
}

/** `not-started` says why in words: the cool-down of the flow (SN5), or that it was started by this already. */
export type StartedRun =
  | { kind: 'started'; run: MovedRun; progress: RunProgress; flowName: string }
  | { kind: 'failed'; run: MovedRun; flowName: string; error: unknown }
  | { kind: 'not-started'; sentence: string }
  | { kind: 'no-flow' }
  | { kind: 'no-contact' };
