import { z } from 'zod';
import { BulkChangeSchema, StartBulkChangeSchema } from '../bulk-change.ts';
import { type Route, route } from './route.ts';

export const BULK_CHANGE_ROUTES = {
  listBulkChanges: route({
    method: 'GET',
    path: '/api/bulk-changes',
    summary: 'The change of many contacts that is under way, or was the last one while it can be undone; one at most.',
    response: z.array(BulkChangeSchema).max(1),
  }),
  startBulkChange: route({
    method: 'POST',
    path: '/api/bulk-changes',
    summary:
      'Begins to tag or delete many contacts: those named, or all that a search and a segment find now. It takes the place of an earlier one, which cannot be undone then.',
    body: StartBulkChangeSchema,
    response: BulkChangeSchema,
    created: true,
    errors: ['BULK_CHANGE_RUNNING', 'NOT_FOUND'],
  }),
  undoBulkChange: route({
    method: 'POST',
    path: '/api/bulk-changes/:id/undo',
    summary:
      'Begins to undo a change of the last ten minutes, unless Fieldhook was started anew or somebody erased since.',
    response: BulkChangeSchema,
    errors: ['BULK_CHANGE_RUNNING'],
  }),
  endBulkChange: route({
    method: 'DELETE',
    path: '/api/bulk-changes/:id',
    summary: 'Ends a change after the contacts under way, or lets it go with the way back. What was changed stays.',
  }),
} as const satisfies Record<string, Route>;
