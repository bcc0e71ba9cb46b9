import { z } from 'zod';
import {
  ContactDetailSchema,
  ContactHistorySchema,
  ContactPageSchema,
  ContactQuerySchema,
  UpdateContactSchema,
} from '../contact.ts';
import {
  HeldImportSchema,
  ImportFileSchema,
  ImportStateSchema,
  OpenImportSchema,
  PastImportListSchema,
  RunImportSchema,
  UndoStateSchema,
} from '../contact-import.ts';
import { EraseContactSchema, ErasureSchema } from '../erasure.ts';
import { PrivateQuerySchema } from '../field.ts';
import { MergeAnswerSchema, MergeContactsSchema, UndoMergeAnswerSchema } from '../merge.ts';
import { CreateSegmentSchema, SegmentSchema, UpdateSegmentSchema } from '../segment.ts';
import { TagListSchema } from '../tag.ts';
import { TimelinePageSchema, TimelineQuerySchema } from '../timeline.ts';
import { type Route, route } from './route.ts';

export const CONTACT_ROUTES = {
  listContacts: route({
    method: 'GET',
    path: '/api/contacts',
    summary: 'Contacts, newest first.',
    query: ContactQuerySchema,
    response: ContactPageSchema,
    errors: ['NOT_FOUND'],
  }),
  createContact: route({
    method: 'POST',
    path: '/api/contacts',
    summary: 'Adds a contact by hand.',
    body: UpdateContactSchema,
    response: ContactDetailSchema,
    created: true,
    errors: ['IDENTIFIER_TAKEN'],
  }),
  getContact: route({
    method: 'GET',
    path: '/api/contacts/:userNs',
    summary: 'One contact with its fields and where each value came from.',
    query: PrivateQuerySchema,
    response: ContactDetailSchema,
  }),
  getContactHistory: route({
    method: 'GET',
    path: '/api/contacts/:userNs/history',
    summary:
      'What the custom fields of a contact held before, and what changed in its identifiers, names and tags, with when and from where: the 20 latest of each, and 100 changes of tags.',
    query: PrivateQuerySchema,
    response: ContactHistorySchema,
  }),
  getContactTimeline: route({
    method: 'GET',
    path: '/api/contacts/:userNs/timeline',
    summary:
      'What happened with a contact, newest first: requests, conflicts, messages, ways through flows, and what changed in its values and tags.',
    query: TimelineQuerySchema,
    response: TimelinePageSchema,
  }),
  listTags: route({
    method: 'GET',
    path: '/api/tags',
    summary: 'The tags that contacts have, in the order of the alphabet; the first 1,000.',
    response: TagListSchema,
  }),
  updateContact: route({
    method: 'PATCH',
    path: '/api/contacts/:userNs',
    summary: 'Changes a contact by hand.',
    body: UpdateContactSchema,
    response: ContactDetailSchema,
    errors: ['IDENTIFIER_TAKEN'],
  }),
  deleteContact: route({
    method: 'DELETE',
    path: '/api/contacts/:userNs',
    summary: 'Deletes a contact and its values. Requests stay in the log without their link to it.',
  }),
  restoreContact: route({
    method: 'POST',
    path: '/api/contacts/:userNs/restore',
    summary:
      'Undoes a deletion of the last ten minutes, unless Fieldhook was started anew or somebody erased since: values, messages, flows and requests are the contact’s again.',
    response: ContactDetailSchema,
    errors: ['NOT_PUT_BACK'],
  }),
  mergeContacts: route({
    method: 'POST',
    path: '/api/contacts/merge',
    summary: 'Merges one contact into another, or says what that would give. Requests move along; it can be undone.',
    body: MergeContactsSchema,
    response: MergeAnswerSchema,
    errors: ['NOT_FOUND'],
  }),
  undoMerge: route({
    method: 'POST',
    path: '/api/contacts/merges/:id/undo',
    summary: 'Takes a merge back: both contacts are as they were, except for what has been changed since.',
    response: UndoMergeAnswerSchema,
    errors: ['MERGE_NOT_UNDOABLE'],
  }),
  openContactImport: route({
    method: 'POST',
    path: '/api/contact-imports',
    summary: 'Reads a CSV file of contacts and proposes where its columns go. Nothing is written.',
    body: OpenImportSchema,
    response: ImportFileSchema,
    created: true,
    errors: ['IMPORT_RUNNING'],
  }),
  listContactImports: route({
    method: 'GET',
    path: '/api/contact-imports',
    summary: 'The import that is under way, or was the last one; none where Fieldhook holds no file.',
    response: z.array(HeldImportSchema).max(1),
  }),
  getContactImport: route({
    method: 'GET',
    path: '/api/contact-imports/:id',
    summary: 'How far an import, or its dry run, is.',
    response: ImportStateSchema,
  }),
  runContactImport: route({
    method: 'POST',
    path: '/api/contact-imports/:id/run',
    summary: 'Imports the file that was opened, or tells what that would do, by the rules that identify people.',
    body: RunImportSchema,
    response: ImportStateSchema,
    errors: ['IMPORT_RUNNING'],
  }),
  cancelContactImport: route({
    method: 'DELETE',
    path: '/api/contact-imports/:id',
    summary: 'Ends a run after the rows under way, or lets the file go. What was imported stays.',
  }),
  listPastImports: route({
    method: 'GET',
    path: '/api/past-imports',
    summary:
      'Imports of contacts that wrote something in the last seven days, latest first, with how far undoing one is.',
    response: PastImportListSchema,
  }),
  undoContactImport: route({
    method: 'POST',
    path: '/api/past-imports/:id/undo',
    summary:
      'Undoes an import of the last seven days, unless somebody was erased since: people it made go, unless they were used or changed since, and values it wrote give way to what stood there before, unless they were changed again.',
    response: UndoStateSchema,
    errors: ['IMPORT_RUNNING'],
  }),
  listSegments: route({
    method: 'GET',
    path: '/api/segments',
    summary: 'Groups of contacts by what they have in common, by name.',
    response: z.array(SegmentSchema),
  }),
  createSegment: route({
    method: 'POST',
    path: '/api/segments',
    summary: 'Makes a group of contacts. Who belongs to it is found anew each time.',
    body: CreateSegmentSchema,
    response: SegmentSchema,
    created: true,
    errors: ['NAME_TAKEN'],
  }),
  updateSegment: route({
    method: 'PATCH',
    path: '/api/segments/:id',
    summary: 'Changes the name or the conditions of a segment. Who belongs to it is found anew each time.',
    body: UpdateSegmentSchema,
    response: SegmentSchema,
    errors: ['NAME_TAKEN'],
  }),
  deleteSegment: route({
    method: 'DELETE',
    path: '/api/segments/:id',
    summary: 'Deletes a segment; its contacts stay.',
  }),
  eraseContact: route({
    method: 'POST',
    path: '/api/contacts/:userNs/erase',
    summary:
      'Erases a person everywhere, raw requests included, and says what was removed; a dry run says what would be.',
    body: EraseContactSchema,
    response: ErasureSchema,
  }),
} as const satisfies Record<string, Route>;
