/**
 * Every error that leaves the engine carries one of these codes. Callers and tests read the code; people read the
 * sentence, and `next` tells them what to do. Nothing else may be thrown across the door.
 */
export const ERRORS = {
  INVALID_INPUT: {
    status: 422,
    sentence: 'Something in this request is not right.',
    next: 'Correct the marked places.',
  },
  MALFORMED_REQUEST: { status: 400, sentence: 'This is not a request Fieldhook can read.', next: 'Send JSON.' },
  UNAUTHORIZED: {
    status: 401,
    sentence: 'This browser is not signed in to Fieldhook.',
    next: 'Open the address that Fieldhook printed when it started.',
  },
  FORBIDDEN: {
    status: 403,
    sentence: 'This request did not come from Fieldhook’s own page.',
    next: 'Open Fieldhook directly.',
  },
  MISDIRECTED: {
    status: 421,
    sentence: 'Fieldhook does not answer under this name.',
    next: 'Use the address it printed.',
  },
  NOT_FOUND: { status: 404, sentence: 'There is nothing here.', next: 'It may have been deleted.' },
  METHOD_NOT_ALLOWED: { status: 405, sentence: 'This cannot be done here.', next: 'See the API description.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, sentence: 'Only JSON is accepted here.', next: 'Send application/json.' },
  TOO_LARGE: { status: 413, sentence: 'This is too large.', next: 'Send less than 6 MB.' },
  STALE: {
    status: 409,
    sentence: 'Someone else changed this in the meantime.',
    next: 'Look at the newer version, then save again.',
  },
  NAME_TAKEN: { status: 409, sentence: 'This name is already in use.', next: 'Choose another name.' },
  NOT_PUT_BACK: {
    status: 409,
    sentence: 'This cannot be put back as things are now.',
    next: 'Change what is in its way, then undo again.',
  },
  IDENTIFIER_TAKEN: {
    status: 409,
    sentence: 'This already belongs to another contact.',
    next: 'Open the other contact, or leave this one out.',
  },
  IMPORT_RUNNING: {
    status: 409,
    sentence: 'A file is being imported at the moment.',
    next: 'Wait until it has ended, or cancel it.',
  },
  BULK_CHANGE_RUNNING: {
    status: 409,
    sentence: 'Many contacts are being changed at the moment.',
    next: 'Wait until that has ended, or stop it.',
  },
  EXPORT_RUNNING: {
    status: 409,
    sentence: 'Another file is being made at the moment.',
    next: 'Wait until it is ready, or cancel it.',
  },
  FIELD_IN_USE: {
    status: 409,
    sentence: 'This field is still used.',
    next: 'Take it out of these webhooks first, or delete it everywhere.',
  },
  FLOW_IN_USE: {
    status: 409,
    sentence: 'This flow is still used.',
    next: 'Take it out of these webhooks first, or delete it everywhere.',
  },
  FLOW_NOT_STARTED: {
    status: 409,
    sentence: 'The flow does not start for this contact now.',
    next: 'See why, then try again later or change the flow.',
  },
  RUN_NOT_WAITING: {
    status: 409,
    sentence: 'This flow is not waiting here any more.',
    next: 'See what became of it.',
  },
  NOT_RELEASABLE: {
    status: 409,
    sentence: 'This request is not held back.',
    next: 'Only a suppressed duplicate or a refused request whose body is kept can be released.',
  },
  NOT_REPLAYABLE: {
    status: 409,
    sentence: 'This request cannot be replayed.',
    next: 'Only a request whose content is kept and that has been worked on or held back can be replayed.',
  },
  INTAKE_CLOSED: {
    status: 503,
    sentence: 'Fieldhook takes no work at the moment.',
    next: 'Look at the status at the top of the window, then try again.',
  },
  MESSAGE_NOT_OPEN: {
    status: 409,
    sentence: 'This cannot be done with the message any more.',
    next: 'Look at where it stands now.',
  },
  MESSAGE_NOT_SENDABLE: {
    status: 409,
    sentence: 'This message cannot go out as it is.',
    next: 'Correct what is named, edit the text, or drop it.',
  },
  MESSAGE_CHANGED: {
    status: 409,
    sentence: 'The message says something else now than what you were shown.',
    next: 'Look at it again, then let it go.',
  },
  CHANNEL_NOT_READY: {
    status: 409,
    sentence: 'This channel cannot go live yet: something that it sends with is missing.',
    next: 'Fill in what is marked as needed, then send yourself a test.',
  },
  CHANNEL_NOT_TESTED: {
    status: 409,
    sentence: 'This channel cannot go live yet: no test has gone through with what it sends with now.',
    next: 'Send yourself a test, then switch it to live.',
  },
  CONFLICT_DECIDED: {
    status: 409,
    sentence: 'This conflict has been decided already.',
    next: 'See in the log what came of it.',
  },
  DECISION_NOT_UNDOABLE: {
    status: 409,
    sentence: 'This decision cannot be undone any more.',
    next: 'Correct the contacts by hand.',
  },
  CANDIDATE_GONE: {
    status: 409,
    sentence: 'This contact is not there any more.',
    next: 'Choose another one, or make a new contact.',
  },
  NOT_DECIDABLE: {
    status: 409,
    sentence: 'This request cannot be worked on as it is.',
    next: 'Look at the request in the log and at its webhook, then decide again.',
  },
  MERGE_NOT_UNDOABLE: {
    status: 409,
    sentence: 'This merge cannot be undone any more.',
    next: 'Correct the contacts by hand.',
  },
  NOTHING_TO_PREVIEW: {
    status: 422,
    sentence: 'This payload cannot be read.',
    next: 'Correct the marked place, or pick a received request.',
  },
  NOT_EXPORTABLE: {
    status: 409,
    sentence: 'This webhook cannot be exported as it is.',
    next: 'Correct what is named, save it, then export again.',
  },
  BACKUP_FAILED: {
    status: 503,
    sentence: 'The backup could not be made.',
    next: 'Make some room on the disk, then try again. The details are in the log.',
  },
  BACKUP_UNUSABLE: {
    status: 409,
    sentence: 'The file of this backup is not whole any more.',
    next: 'Choose another backup.',
  },
  RECEIVER_UNAVAILABLE: {
    status: 503,
    sentence: 'The receiver is not running.',
    next: 'Look at the status at the top of the window.',
  },
  INTERNAL: {
    status: 500,
    sentence: 'Something went wrong inside Fieldhook. Nothing that was received is lost.',
    next: 'Try again; the details are in the log under this id.',
  },
} as const satisfies Record<string, { status: number; sentence: string; next: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** One fault in a request body: where it is (JSON Pointer into the body), what is wrong, and in a path text, at which column (1-based). */
export interface ErrorDetail {
  pointer: string;
  message: string;
  column?: number;
}

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly ErrorDetail[];

  constructor(code: ErrorCode, message?: string, details: readonly ErrorDetail[] = [], options?: { cause?: unknown }) {
    super(message ?? ERRORS[code].sentence, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Ends a switch over a union: a new member that nobody handled is a type error here. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
