import type { z } from 'zod';
import { BULK_CHANGE_ROUTES } from './routes/bulk-change-routes.ts';
import { CHANNEL_ROUTES } from './routes/channel-routes.ts';
import { CONFLICT_ROUTES } from './routes/conflict-routes.ts';
import { CONTACT_ROUTES } from './routes/contact-routes.ts';
import { EXPORT_ROUTES } from './routes/export-routes.ts';
import { FIELD_ROUTES } from './routes/field-routes.ts';
import { FLOW_ROUTES } from './routes/flow-routes.ts';
import { LOG_ROUTES } from './routes/log-routes.ts';
import { MESSAGE_ROUTES } from './routes/message-routes.ts';
import type { Route } from './routes/route.ts';
import { SETTINGS_ROUTES } from './routes/settings-routes.ts';
import { SYSTEM_ROUTES } from './routes/system-routes.ts';
import { WEBHOOK_ROUTES } from './routes/webhook-routes.ts';

/**
 * The one door, as data: the engine serves exactly these routes, the screens' client calls exactly these routes, and the OpenAPI
 * document is printed from them, so the three cannot disagree. Path parameters are written `:name`.
 */
export const ROUTES = {
  ...SYSTEM_ROUTES,
  ...WEBHOOK_ROUTES,
  ...LOG_ROUTES,
  ...CONTACT_ROUTES,
  ...BULK_CHANGE_ROUTES,
  ...EXPORT_ROUTES,
  ...CONFLICT_ROUTES,
  ...FIELD_ROUTES,
  ...FLOW_ROUTES,
  ...MESSAGE_ROUTES,
  ...CHANNEL_ROUTES,
  ...SETTINGS_ROUTES,
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof ROUTES;

type ParameterNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParameterNames<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type Of<Name extends RouteName, Key extends string, Side extends 'input' | 'output'> =
  (typeof ROUTES)[Name] extends Record<Key, infer Schema extends z.ZodType>
    ? Side extends 'input'
      ? z.input<Schema>
      : z.output<Schema>
    : never;

type Field<Key extends string, Value> = [Value] extends [never] ? unknown : { [K in Key]: Value };
type Parameters<Name extends RouteName> = [ParameterNames<(typeof ROUTES)[Name]['path']>] extends [never]
  ? unknown
  : { params: Record<ParameterNames<(typeof ROUTES)[Name]['path']>, string> };

/** What can be left out as a whole, because each part of it can. */
type MaybeField<Key extends string, Value> =
  Record<never, never> extends Value ? { [K in Key]?: Value } : Field<Key, Value>;

/** What a caller gives: `{ params?, query?, body? }`, each only where the route has it. */
export type RouteInput<Name extends RouteName> = Parameters<Name> &
  MaybeField<'query', Of<Name, 'query', 'input'>> &
  Field<'body', Of<Name, 'body', 'input'>>;

/** What a handler gets: the same after validation. */
export type RouteRequest<Name extends RouteName> = Parameters<Name> &
  Field<'query', Of<Name, 'query', 'output'>> &
  Field<'body', Of<Name, 'body', 'output'>>;

/** What a route answers; undefined where it has no body. */
export type RouteResponse<Name extends RouteName> = [Of<Name, 'response', 'output'>] extends [never]
  ? undefined
  : Of<Name, 'response', 'output'>;

export const RAW_ROUTES = {
  /** The raw body of a request as an attachment, byte for byte, never rendered. */
  deliveryBody: '/api/deliveries/:id/body',
  /** Live news (server-sent events), see EngineEvent. */
  events: '/api/events',
  openapi: '/api/openapi.json',
  /** Everything there is, as files, streamed. */
  contactsCsv: '/api/contacts.csv',
  contactsJson: '/api/contacts.json',
  log: '/api/deliveries.jsonl',
  /** A file that was made by startExport, once it is complete. */
  exportFile: '/api/exports/:id/file',
} as const;
