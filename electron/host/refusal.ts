import type { ErrorBody } from '#shared/contract/common.ts';
import { ERRORS, type ErrorCode } from '#shared/errors.ts';

/** An error answer in the form of the door. */
export function refusal(code: ErrorCode): Response {
  const { status, sentence, next } = ERRORS[code];
  return Response.json({ code, message: sentence, next } satisfies ErrorBody, { status });
}
