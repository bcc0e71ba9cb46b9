import { AppError } from '#shared/errors.ts';

const MISSING = {
  webhook: 'This webhook is not there any more.',
  test: 'This test is not there any more.',
  delivery: 'This request is not in the log any more.',
  body: 'The raw text of this request is not kept.',
  contact: 'This contact is not there any more.',
  import: 'This file is not open any more. Choose it again.',
  'bulk-change': 'This change of contacts cannot be undone any more.',
  export: 'This file is not there any more. Export again.',
  backup: 'This backup is not there any more.',
  merge: 'This merge is not there any more.',
  conflict: 'This conflict is not there any more.',
  rule: 'This decision is not remembered any more.',
  segment: 'This segment is not there any more.',
  field: 'This field is not there any more.',
  'former-address': 'This former address does not work any more.',
  flow: 'This flow is not there any more.',
  view: 'This view is not there any more.',
  run: 'This way through a flow is not there any more.',
  message: 'This message is not there any more.',
  'opt-out': 'This is not on the list any more.',
  'opt-out-change': 'This cannot be taken back any more.',
  drop: 'What was dropped cannot be put back any more.',
  'forgotten-rule': 'This decision cannot be put back any more.',
  channel: 'There is no channel of this name.',
  secret: 'A webhook has no secret of this name.',
  'tunnel-token': 'No public address of this name is opened with a token.',
  'channel-test': 'There was no test with what this channel sends with now.',
  'channel-secret': 'This channel has no secret of this name.',
};

/** The store's answer where the thing was there; NOT_FOUND where it says `null`, `false` or `'not-found'`. */
export function found<Result>(result: Result, what: keyof typeof MISSING): Exclude<Result, null | false | 'not-found'> {
  if (result === null || result === false || result === 'not-found') throw new AppError('NOT_FOUND', MISSING[what]);
  return result as Exclude<Result, null | false | 'not-found'>;
}
