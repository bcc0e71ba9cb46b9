import { type Context, Hono } from 'hono';
import type { Route } from '#shared/contract/routes/route.ts';
import { RAW_ROUTES, ROUTES, type RouteName } from '#shared/contract/routes.ts';
import { AppError } from '#shared/errors.ts';
import { addressChangeHandlers } from './address-changes.ts';
import { backupHandlers } from './backups.ts';
import { bulkChangeHandlers } from './bulk-changes.ts';
import { channelHandlers } from './channels.ts';
import { conflictHandlers } from './conflicts.ts';
import { contactImportHandlers } from './contact-imports.ts';
import { contactHandlers } from './contacts.ts';
import { deliveryHandlers, sendDeliveryBody } from './deliveries.ts';
import { errorAnswer } from './error-answer.ts';
import { streamEvents } from './events.ts';
import { exportHandlers, sendExport, streamContactsCsv, streamContactsJson, streamLog } from './exports.ts';
import { fieldHandlers } from './fields.ts';
import { flowHandlers } from './flows.ts';
import type { Handlers } from './handlers.ts';
import { healthHandlers } from './health.ts';
import { listenHandlers } from './listen.ts';
import { logViewHandlers } from './log-views.ts';
import { maskAnswer } from './mask-answer.ts';
import { mergeHandlers } from './merges.ts';
import { messageHandlers } from './messages.ts';
import { openApiDocument } from './openapi.ts';
import { optOutHandlers } from './opt-outs.ts';
import { outageHandlers } from './outages.ts';
import { overviewHandlers } from './overview.ts';
import { previewHandlers } from './preview.ts';
import { NO_QUERY, readQuery, readRequest } from './read-request.ts';
import { rejudgeHandlers } from './rejudge.ts';
import { replayHandlers } from './replay.ts';
import { runHandlers } from './runs.ts';
import { secretHandlers } from './secrets.ts';
import { segmentHandlers } from './segments.ts';
import type { ApiServices } from './services.ts';
import { settingsHandlers } from './settings.ts';
import { supportHandlers } from './support.ts';
import { tunnelTokenHandlers } from './tunnel-tokens.ts';
import { webhookFileHandlers } from './webhook-file.ts';
import { webhookTestHandlers } from './webhook-tests.ts';
import { webhookHandlers } from './webhooks.ts';

export interface Api {
  fetch(request: Request): Promise<Response>;
}

/**
 * The one door of every screen and tool: serves the tables ROUTES and RAW_ROUTES, and nothing else. Who may knock at all (Host,
 * Origin, token) is decided by the host in front of it.
 */
export function createApi(services: ApiServices): Api {
  const app = new Hono();
  const description = once(() => openApiDocument(services.info.version));
  const refuse = (error: unknown, { req }: Context) => errorAnswer(error, `${req.method} ${req.path}`, services);
  for (const [name, handle] of Object.entries(allHandlers(services)))
    serve(app, services, ROUTES[name as RouteName], handle);
  app.get(RAW_ROUTES.deliveryBody, (context) => {
    readQuery(context.req.query(), NO_QUERY);
    return sendDeliveryBody(services, context.req.param('id'));
  });
  app.get(RAW_ROUTES.events, (context) => streamEvents(services, context));
  app.get(RAW_ROUTES.openapi, (context) => {
    readQuery(context.req.query(), NO_QUERY);
    return context.json(description());
  });
  app.get(RAW_ROUTES.contactsCsv, ({ req }) => streamContactsCsv(services, req.query()));
  app.get(RAW_ROUTES.contactsJson, ({ req }) => streamContactsJson(services, req.query()));
  app.get(RAW_ROUTES.log, ({ req }) => streamLog(services, req.query()));
  app.get(RAW_ROUTES.exportFile, (context) => {
    readQuery(context.req.query(), NO_QUERY);
    return sendExport(services, context.req.param('id'));
  });
  refuseOtherMethods(app, refuse);
  app.notFound((context) => refuse(new AppError('NOT_FOUND'), context));
  app.onError(refuse);
  return {
    async fetch(request) {
      const answer = await app.fetch(request);
      answer.headers.set('cache-control', 'no-store');
      answer.headers.set('x-content-type-options', 'nosniff');
      return answer;
    },
  };
}

function allHandlers(services: ApiServices): Handlers {
  return {
    ...healthHandlers(services),
    ...overviewHandlers(services),
    ...webhookHandlers(services),
    ...webhookFileHandlers(services),
    ...secretHandlers(services),
    ...listenHandlers(services),
    ...previewHandlers(services),
    ...webhookTestHandlers(services),
    ...deliveryHandlers(services),
    ...replayHandlers(services),
    ...rejudgeHandlers(services),
    ...contactHandlers(services),
    ...contactImportHandlers(services),
    ...bulkChangeHandlers(services),
    ...exportHandlers(services),
    ...segmentHandlers(services),
    ...mergeHandlers(services),
    ...conflictHandlers(services),
    ...fieldHandlers(services),
    ...flowHandlers(services),
    ...runHandlers(services),
    ...messageHandlers(services),
    ...optOutHandlers(services),
    ...channelHandlers(services),
    ...settingsHandlers(services),
    ...outageHandlers(services),
    ...addressChangeHandlers(services),
    ...logViewHandlers(services),
    ...tunnelTokenHandlers(services),
    ...backupHandlers(services),
    ...supportHandlers(services),
  };
}

function serve(app: Hono, services: ApiServices, route: Route, handle: (request: never) => Promise<unknown>): void {
  app.on(route.method, route.path, async (context) => {
    const { req } = context;
    const request = await readRequest(route, req.raw, { params: req.param(), query: req.query() });
    const made = await handle(request as never);
    const answer = route.isOpen || isPrivateWanted(request) ? made : await maskAnswer(services, made);
    return route.response ? context.json(answer, route.created ? 201 : 200) : context.body(null, 204);
  });
}

function isPrivateWanted(request: unknown): boolean {
  const { query } = request as { query?: unknown };
  return typeof query === 'object' && query !== null && 'private' in query && query.private === 'shown';
}

function refuseOtherMethods(app: Hono, refuse: (error: AppError, context: Context) => Response): void {
  const served = Map.groupBy(app.routes, (route) => route.path);
  for (const [path, routes] of served) {
    app.all(path, (context) => {
      const answer = refuse(new AppError('METHOD_NOT_ALLOWED'), context);
      answer.headers.set('allow', routes.map((route) => route.method).join(', '));
      return answer;
    });
  }
}

/** Printing the description takes a few ms; it is printed for the first who asks. */
function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
