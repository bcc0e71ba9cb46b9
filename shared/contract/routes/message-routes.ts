import { z } from 'zod';
import { PrivateQuerySchema } from '../field.ts';
import {
  DroppedGroupSchema,
  EditMessageSchema,
  GroupCountSchema,
  GroupSchema,
  LetGoQuerySchema,
  MessageDetailSchema,
  MessagePageSchema,
  MessagePreviewSchema,
  MessageQuerySchema,
  MessageSchema,
  TriedGroupSchema,
  TryGroupSchema,
  UndroppedSchema,
} from '../message.ts';
import { MessagesTodaySchema } from '../messages-today.ts';
import { AddedOptOutSchema, AddOptOutSchema, OptOutPageSchema, OptOutQuerySchema } from '../opt-out.ts';
import { type Route, route } from './route.ts';

export const MESSAGE_ROUTES = {
  listMessages: route({
    method: 'GET',
    path: '/api/messages',
    summary: 'The Outbox, newest first, and how many messages wait for a decision.',
    query: MessageQuerySchema,
    response: MessagePageSchema,
  }),
  getMessagesToday: route({
    method: 'GET',
    path: '/api/messages-today',
    summary: 'What became of messages since the business’s midnight, by channel, and what they cost.',
    response: MessagesTodaySchema,
  }),
  getMessage: route({
    method: 'GET',
    path: '/api/messages/:id',
    summary: 'One message with every attempt to send it.',
    query: PrivateQuerySchema,
    response: MessageDetailSchema,
  }),
  editMessage: route({
    method: 'PATCH',
    path: '/api/messages/:id',
    summary:
      'Changes the text of a message that has not gone out. One with the mark of a missing value in it is refused.',
    body: EditMessageSchema,
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),
  previewMessage: route({
    method: 'GET',
    path: '/api/messages/:id/preview',
    summary: 'A message that is kept back as it would go out now, filled in with what is known of the contact today.',
    query: PrivateQuerySchema,
    response: MessagePreviewSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),
  retryMessage: route({
    method: 'POST',
    path: '/api/messages/:id/retry',
    summary:
      'Sends a message again that failed or is blocked, filled in anew; or one of which nobody knows whether it went out, as it is.',
    query: LetGoQuerySchema,
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN', 'MESSAGE_NOT_SENDABLE', 'MESSAGE_CHANGED'],
  }),
  releaseMessage: route({
    method: 'POST',
    path: '/api/messages/:id/release',
    summary: 'Lets a held message go now, filled in anew unless the owner wrote its text.',
    query: LetGoQuerySchema,
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN', 'MESSAGE_NOT_SENDABLE', 'MESSAGE_CHANGED'],
  }),
  countMessageGroups: route({
    method: 'GET',
    path: '/api/message-groups',
    summary:
      'How many messages can be decided together, by channel and reason: held by a limit, blocked for want of something in the channel’s settings, or surely not sent. Those of which a try may have reached anybody are not among them.',
    response: z.array(GroupCountSchema),
  }),
  tryMessageGroup: route({
    method: 'POST',
    path: '/api/message-groups/try-again',
    summary:
      'Tries the messages of a channel again that are kept back for one reason, each filled in anew. Its limits hold back what they do not allow, unless the owner lets them go past these.',
    body: TryGroupSchema,
    response: TriedGroupSchema,
  }),
  dropMessageGroup: route({
    method: 'POST',
    path: '/api/message-groups/drop',
    summary: 'Drops the messages of a channel that are kept back for one reason.',
    body: GroupSchema,
    response: DroppedGroupSchema,
  }),
  dropMessage: route({
    method: 'POST',
    path: '/api/messages/:id/drop',
    summary: 'Drops a message that has not gone out.',
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),
  undoDrop: route({
    method: 'POST',
    path: '/api/messages/:id/undo-drop',
    summary:
      'Takes back that a message was dropped in the last ten minutes, or several: by the id that their dropping was answered with. Each stands as it stood. Refused once Fieldhook was started anew or somebody erased.',
    response: UndroppedSchema,
  }),
  markMessageSent: route({
    method: 'POST',
    path: '/api/messages/:id/mark-sent',
    summary: 'Settles a message of which nobody knew whether it went out: it did.',
    response: MessageSchema,
    errors: ['MESSAGE_NOT_OPEN'],
  }),
  listOptOuts: route({
    method: 'GET',
    path: '/api/opt-outs',
    summary: 'Who wants no messages on which channel, latest first, and by what that became known.',
    query: OptOutQuerySchema,
    response: OptOutPageSchema,
  }),
  addOptOut: route({
    method: 'POST',
    path: '/api/opt-outs',
    summary: 'Nothing goes to this number or address on this channel any more.',
    body: AddOptOutSchema,
    response: AddedOptOutSchema,
  }),
  deleteOptOut: route({
    method: 'DELETE',
    path: '/api/opt-outs/:id',
    summary: 'Messages may go there again.',
  }),
  undoOptOut: route({
    method: 'POST',
    path: '/api/opt-outs/:id/undo',
    summary:
      'Takes back that somebody was put on the list or taken off it by hand in the last ten minutes. Refused once they have spoken themselves, Fieldhook was started anew or somebody erased.',
    errors: ['NOT_PUT_BACK'],
  }),
} as const satisfies Record<string, Route>;
