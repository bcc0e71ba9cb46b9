import { z } from 'zod';
import {
  CreateFieldSchema,
  DeleteFieldQuerySchema,
  FieldSchema,
  RestoreFieldQuerySchema,
  UpdateFieldSchema,
} from '../field.ts';
import { type Route, route } from './route.ts';

export const FIELD_ROUTES = {
  listFields: route({
    method: 'GET',
    path: '/api/fields',
    summary: 'All custom fields with where they are used.',
    response: z.array(FieldSchema),
  }),
  createField: route({
    method: 'POST',
    path: '/api/fields',
    summary: 'Makes a custom field.',
    body: CreateFieldSchema,
    response: FieldSchema,
    created: true,
    errors: ['NAME_TAKEN'],
  }),
  updateField: route({
    method: 'PATCH',
    path: '/api/fields/:key',
    summary: 'Renames a field; its key stays.',
    body: UpdateFieldSchema,
    response: FieldSchema,
    errors: ['NAME_TAKEN'],
  }),
  deleteField: route({
    method: 'DELETE',
    path: '/api/fields/:key',
    summary: 'Deletes a field with its values. A used field is refused unless forced.',
    query: DeleteFieldQuerySchema,
    errors: ['FIELD_IN_USE'],
  }),
  restoreField: route({
    method: 'POST',
    path: '/api/fields/:key/restore',
    summary:
      'Undoes a deletion of the last ten minutes, unless Fieldhook was started anew or somebody erased since: the field has its values and its webhooks again.',
    query: RestoreFieldQuerySchema,
    response: FieldSchema,
    errors: ['NOT_PUT_BACK'],
  }),
} as const satisfies Record<string, Route>;
