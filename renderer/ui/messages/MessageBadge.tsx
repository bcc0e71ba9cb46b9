import type { Message } from '#shared/contract/message.ts';
import { StateBadge } from '../outcome/StateBadge.tsx';
import { messageStateWords } from './message-words.ts';

/** Where a message stands: a sign, a colour and words. */
export function MessageBadge({ message }: { message: Pick<Message, 'state' | 'mode' | 'dueAt' | 'reason'> }) {
  return <StateBadge {...messageStateWords(message)} />;
}
