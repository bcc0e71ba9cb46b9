import * as real from '#engine/formats/parse-body.ts';

export type { ParsedPayload, Parsers } from '#engine/formats/parse-body.ts';

export const { PARSERS } = real;

export const parseBody: typeof real.parseBody = (request, ...rules) => {
  if (Buffer.from(request.body).includes('poison')) process.kill(process.pid, 'SIGKILL');
  return real.parseBody(request, ...rules);
};
