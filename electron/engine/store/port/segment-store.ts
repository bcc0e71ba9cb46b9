import type { Segment, UpdateSegment } from '#shared/contract/segment.ts';

/** Groups of contacts under a name. */
export interface SegmentStore {
  /** By name. */
  list(): Promise<Segment[]>;
  get(id: string): Promise<Segment | null>;
  /** 'name-taken' compares without case. */
  create(segment: Segment): Promise<Segment | 'name-taken'>;
  /** 'name-taken' compares without case. */
  update(id: string, change: UpdateSegment): Promise<Segment | 'not-found' | 'name-taken'>;
  delete(id: string): Promise<boolean>;
}
