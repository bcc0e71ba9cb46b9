import { z } from 'zod';
import {
  ChannelSettingsSchema,
  ChannelStateSchema,
  ChannelTestSchema,
  PutChannelSecretSchema,
  TestChannelSchema,
  UseChannelAccountSchema,
} from '../channel.ts';
import { type Route, route } from './route.ts';

export const CHANNEL_ROUTES = {
  listChannels: route({
    method: 'GET',
    path: '/api/channels',
    summary: 'Every way a message can take: what it needs, how it is set up, and whether it is live.',
    response: z.array(ChannelStateSchema),
  }),
  putChannel: route({
    method: 'PUT',
    path: '/api/channels/:channel',
    summary:
      'Replaces the settings of a channel. It goes live with everything that it sends with, and after a test of that has passed.',
    body: ChannelSettingsSchema,
    response: ChannelStateSchema,
    errors: ['CHANNEL_NOT_READY', 'CHANNEL_NOT_TESTED'],
  }),
  putChannelSecret: route({
    method: 'PUT',
    path: '/api/channels/:channel/secrets/:name',
    summary: 'Stores a secret of the channel. It goes in and never comes out.',
    body: PutChannelSecretSchema,
  }),
  deleteChannelSecret: route({
    method: 'DELETE',
    path: '/api/channels/:channel/secrets/:name',
    summary: 'Removes a secret of the channel. What it would have sent is blocked until there is one again.',
  }),
  useChannelAccount: route({
    method: 'POST',
    path: '/api/channels/:channel/account',
    summary:
      'Takes over the account of another channel of the same provider, secrets included. What is the channel’s own stays.',
    body: UseChannelAccountSchema,
    response: ChannelStateSchema,
  }),
  testChannel: route({
    method: 'POST',
    path: '/api/channels/:channel/test',
    summary: 'Really sends one message to the owner, also in test mode, and says what came of it.',
    body: TestChannelSchema,
    response: ChannelTestSchema,
  }),
  followChannelTest: route({
    method: 'POST',
    path: '/api/channels/:channel/test/outcome',
    summary:
      'Asks the provider whether the last test has arrived, where that is not known yet, and says what is known.',
    response: ChannelTestSchema,
  }),
} as const satisfies Record<string, Route>;
