import type { ErrorBody } from '#shared/contract/common.ts';
import { AppError, ERRORS } from '#shared/errors.ts';
import { whereItFailed } from '../where-it-failed.ts';
import type { ApiServices } from './services.ts';

/**
 * The one place where an error becomes an answer. An AppError says what its thrower meant to say; anything else is a fault of ours: the
 * answer gives away nothing but an id, under which the log has where it was.
 */
export function errorAnswer(error: unknown, at: string, { log, newId }: ApiServices): Response {
  if (error instanceof AppError && error.code !== 'INTERNAL') return answer(error.code, bodyOf(error));
  const id = newId('err');
  log('error', 'api-fault', { id, route: at, ...whereItFailed(error) });
  const { sentence, next } = ERRORS.INTERNAL;
  return answer('INTERNAL', { code: 'INTERNAL', message: sentence, next: `${next} (${id})`, id });
}

function bodyOf(error: AppError): ErrorBody {
  return {
    code: error.code,
    message: error.message,
    next: ERRORS[error.code].next,
    ...(error.details.length > 0 && { details: [...error.details] }),
  };
}

function answer(code: keyof typeof ERRORS, body: ErrorBody): Response {
  return Response.json(body, { status: ERRORS[code].status });
}
