import { assertNever } from '#shared/errors.ts';
import type { StoreNotice } from '../store/port/care.ts';

/** What was found at the start, for the owner. */
export function noticeWords(notice: StoreNotice): string {
  switch (notice.kind) {
    case 'lost-requests':
      return `Requests number ${notice.first} to ${notice.last} were stored once and are not in the database any more. Was its file replaced by an older one, or copied without its log? Messages that it was still to send, and flows whose time has come, wait for you: they may have gone out since. If you have a later copy or backup, restore it; or ask the senders to send these again.${notice.aside === null ? '' : ` The files as they were found are kept in ${notice.aside}.`}`;
    case 'restored':
      return `The backup ${notice.file} was put in place. What it replaced is kept in ${notice.aside}. Messages that it was still to send, and flows whose time has come, wait for you: they may have gone out since.`;
    case 'restore-refused':
      return `The backup ${notice.file} was not put in place: its file is gone or not whole. Your data is as it was.`;
    default:
      return assertNever(notice);
  }
}
