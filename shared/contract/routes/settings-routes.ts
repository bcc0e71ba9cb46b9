import {
  PutContactColumnsSchema,
  PutSettingsSchema,
  PutTunnelTokenSchema,
  RetentionPreviewSchema,
  SettingsSchema,
  TunnelTokensSchema,
} from '../settings.ts';
import { type Route, route } from './route.ts';

export const SETTINGS_ROUTES = {
  getSettings: route({
    method: 'GET',
    path: '/api/settings',
    summary: 'Settings of the business.',
    response: SettingsSchema,
  }),
  putSettings: route({
    method: 'PUT',
    path: '/api/settings',
    summary: 'Replaces the settings, all of them; only the columns of the contacts table stay where they are left out.',
    body: PutSettingsSchema,
    response: SettingsSchema,
  }),
  putContactColumns: route({
    method: 'PUT',
    path: '/api/settings/contact-columns',
    summary: 'Chooses the columns of the contacts table. The other settings stay.',
    body: PutContactColumnsSchema,
    response: SettingsSchema,
  }),
  previewRetention: route({
    method: 'POST',
    path: '/api/settings/retention-preview',
    summary: 'What other limits on how long requests and messages are kept would delete. Nothing is deleted.',
    body: PutSettingsSchema.shape.retention,
    response: RetentionPreviewSchema,
  }),
  getTunnelTokens: route({
    method: 'GET',
    path: '/api/settings/tunnel-tokens',
    summary: 'For which providers of the public address a token is stored.',
    response: TunnelTokensSchema,
  }),
  putTunnelToken: route({
    method: 'PUT',
    path: '/api/settings/tunnel-tokens/:provider',
    summary: 'Stores the token of a provider of the public address. It goes in and never comes out.',
    body: PutTunnelTokenSchema,
  }),
  deleteTunnelToken: route({
    method: 'DELETE',
    path: '/api/settings/tunnel-tokens/:provider',
    summary: 'Removes the token of a provider of the public address.',
  }),
} as const satisfies Record<string, Route>;
