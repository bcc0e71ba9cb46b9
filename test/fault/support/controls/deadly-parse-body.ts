import * as real from '#engine/formats/parse-body.ts';

export type { ParsedPayload } from '#engine/formats/parse-body.ts';

export const parseBody: typeof real.parseBody = (request) => {
  if (Buffer.from(request.body).includes('poison')) process.kill(process.pid, 'SIGKILL');
  return real.parseBody(request);
};
