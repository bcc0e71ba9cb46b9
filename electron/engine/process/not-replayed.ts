import type { NotReplayed } from '#shared/contract/replay.ts';

export const WHY_NOT_REPLAYED: Record<NotReplayed, string> = {
  gone: 'This request is not in the log any more.',
  'no-body': 'The content of this request is not kept, so it cannot be replayed.',
  waiting: 'This request has not been worked on for the first time yet.',
};
