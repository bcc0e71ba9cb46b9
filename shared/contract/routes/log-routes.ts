import { z } from 'zod';
import {
  DeliveryDetailSchema,
  DeliveryItemPageSchema,
  DeliveryItemQuerySchema,
  DeliveryPageSchema,
  DeliveryQuerySchema,
  DeliverySchema,
  SearchStateSchema,
} from '../delivery.ts';
import { PrivateQuerySchema } from '../field.ts';
import { CreateLogViewSchema, LogViewSchema, RenameLogViewSchema } from '../log-view.ts';
import { ReplayAnswerSchema, ReplayManyAnswerSchema, ReplayManyRequestSchema, ReplayRequestSchema } from '../replay.ts';
import { type Route, route } from './route.ts';

export const LOG_ROUTES = {
  listDeliveries: route({
    method: 'GET',
    path: '/api/deliveries',
    summary: 'The log, newest first.',
    query: DeliveryQuerySchema,
    response: DeliveryPageSchema,
  }),
  listLogViews: route({
    method: 'GET',
    path: '/api/log-views',
    summary: 'Filters of the log that the owner named.',
    response: z.array(LogViewSchema),
  }),
  createLogView: route({
    method: 'POST',
    path: '/api/log-views',
    summary: 'Keeps a filter of the log under a name.',
    body: CreateLogViewSchema,
    response: LogViewSchema,
    created: true,
    errors: ['NAME_TAKEN'],
  }),
  renameLogView: route({
    method: 'PATCH',
    path: '/api/log-views/:id',
    summary: 'Renames a saved view of the log.',
    body: RenameLogViewSchema,
    response: LogViewSchema,
    errors: ['NAME_TAKEN'],
  }),
  deleteLogView: route({
    method: 'DELETE',
    path: '/api/log-views/:id',
    summary: 'Deletes a saved view; the requests in it stay.',
  }),
  getSearchState: route({
    method: 'GET',
    path: '/api/search-state',
    summary: 'How many requests of the log cannot be found by text yet.',
    response: SearchStateSchema,
  }),
  getDelivery: route({
    method: 'GET',
    path: '/api/deliveries/:id',
    summary: 'One request with everything known about it.',
    query: PrivateQuerySchema,
    response: DeliveryDetailSchema,
  }),
  listDeliveryItems: route({
    method: 'GET',
    path: '/api/deliveries/:id/items',
    summary: 'What each item of a request did that was worked on item by item, in their order.',
    query: DeliveryItemQuerySchema,
    response: DeliveryItemPageSchema,
  }),
  releaseDelivery: route({
    method: 'POST',
    path: '/api/deliveries/:id/release',
    summary: 'Works on a request that was held back: a suppressed duplicate, or a refused one whose body is kept.',
    response: DeliverySchema,
    errors: ['NOT_RELEASABLE'],
  }),
  replayDelivery: route({
    method: 'POST',
    path: '/api/deliveries/:id/replay',
    summary: 'Runs a stored request with today’s configuration, or tells what would differ from its first run.',
    body: ReplayRequestSchema,
    response: ReplayAnswerSchema,
    errors: ['NOT_REPLAYABLE', 'INTAKE_CLOSED'],
  }),
  replayDeliveries: route({
    method: 'POST',
    path: '/api/deliveries/replay',
    summary: 'Replays up to 500 requests in the order of their arrival, or tells what would differ.',
    body: ReplayManyRequestSchema,
    response: ReplayManyAnswerSchema,
    errors: ['INTAKE_CLOSED'],
  }),
} as const satisfies Record<string, Route>;
