import type { FlowConfig, UpdateFlow } from '#shared/contract/flow.ts';

/** A flow as stored; its problems and where it is used are told by the api. */
export interface StoredFlow {
  key: string;
  name: string;
  version: number;
  config: FlowConfig;
  /** The stored steps could not be read in full: nothing may be sent by them. */
  isBroken?: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface FlowStore {
  list(): Promise<StoredFlow[]>;
  get(key: string): Promise<StoredFlow | null>;
  /** Webhooks whose saved configuration starts the flow, and how many contacts are in it, for every flow. */
  usage(): Promise<Map<string, { usedBy: { id: string; name: string }[]; running: number }>>;
  /** Makes the key from the name; 'name-taken' compares without case. */
  create(flow: { name: string; config: FlowConfig; at: number }): Promise<StoredFlow | 'name-taken'>;
  /** A changed `config` adds a version; 'stale' when `version` is given and is not the saved one. */
  update(key: string, change: UpdateFlow & { at: number }): Promise<StoredFlow | 'not-found' | 'stale' | 'name-taken'>;
  /**
   * Nothing starts it any more, and whoever is in it stops. With `force` it is also taken out of the webhooks' configurations (a new version
   * each). Resolves to the ids of the webhooks changed. Until `forgetDeleted` it can be put back.
   */
  delete(key: string, force: boolean, at: number): Promise<{ webhooks: string[] } | 'not-found' | 'in-use'>;
  /** Undoes its deletion: who was in it goes on, and webhooks that start nothing else now start it again. Resolves to their ids. */
  putBack(key: string, at: number): Promise<{ webhooks: string[] } | 'not-found' | 'name-taken'>;
  /** What was deleted until then (ms since 1970) stays deleted. */
  forgetDeleted(until: number): Promise<void>;
}
