import { quoteFor } from '#renderer/ui/shell-quote.ts';
import type { Verify } from '#shared/contract/verify.ts';

const SAMPLE = { name: 'Jane Doe', email: 'jane.doe@example.com', phone: '+44 117 496 0123' };

/**
 * A line to paste into a terminal that sends a made-up request to `address`. Windows' own terminal wants other quotes. Where the webhook asks for a
 * password or token its place is kept; null where it asks for a signature, which a fixed line cannot make.
 */
export function curlLine(address: string, isWindows: boolean, verify: Verify = { scheme: 'none' }): string | null {
  const proof = proofOf(verify);
  if (proof === null) return null;
  const quote = quoteFor(isWindows);
  const options = proof.map(([option, text]) => ` ${option} ${quote(text)}`).join('');
  const type = quote('Content-Type: application/json');
  return `curl -X POST ${quote(address)} -H ${type}${options} -d ${quote(JSON.stringify(SAMPLE))}`;
}

/** Secrets never come out of Fieldhook: the owner puts his own in. */
function proofOf(verify: Verify): [option: string, text: string][] | null {
  switch (verify.scheme) {
    case 'none':
      return [];
    case 'basic':
      return [['-u', `${verify.username}:YOUR-SECRET`]];
    case 'bearer':
      return [['-H', 'Authorization: Bearer YOUR-SECRET']];
    case 'header':
      return [['-H', `${verify.header}: YOUR-SECRET`]];
    default:
      return null;
  }
}
