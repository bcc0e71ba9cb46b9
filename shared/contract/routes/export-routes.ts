import { z } from 'zod';
import { ExportSchema, StartExportSchema } from '../export.ts';
import { type Route, route } from './route.ts';

export const EXPORT_ROUTES = {
  listExports: route({
    method: 'GET',
    path: '/api/exports',
    summary: 'The file of contacts or of the log that is being made, or waits to be taken; one at most.',
    response: z.array(ExportSchema),
  }),
  startExport: route({
    method: 'POST',
    path: '/api/exports',
    summary:
      'Begins to make a file of contacts or of the log. When it is ready it is at GET …/file, once; it takes the place of one that waits.',
    body: StartExportSchema,
    response: ExportSchema,
    created: true,
    errors: ['EXPORT_RUNNING', 'NOT_FOUND'],
  }),
  deleteExport: route({
    method: 'DELETE',
    path: '/api/exports/:id',
    summary: 'Ends a file that is being made, or throws it away. Nothing of it stays.',
  }),
} as const satisfies Record<string, Route>;
