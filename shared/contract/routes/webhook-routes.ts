import { z } from 'zod';
import { BackTestRequestSchema, BackTestSchema } from '../back-test.ts';
import { InstantSchema } from '../common.ts';
import { ListenStateSchema, SendSampleSchema } from '../delivery.ts';
import { DriftedRowSchema } from '../drift.ts';
import { PreviewRequestSchema, PreviewSchema } from '../preview.ts';
import { RejudgeAnswerSchema, RejudgeRequestSchema } from '../rejudge.ts';
import { PutSecretSchema } from '../secret.ts';
import {
  CreateWebhookSchema,
  RotateTokenSchema,
  SampleSchema,
  UpdateWebhookSchema,
  WebhookSchema,
} from '../webhook.ts';
import {
  ExportedFileSchema,
  ExportQuerySchema,
  ImportedSchema,
  ImportPlanSchema,
  ImportRequestSchema,
} from '../webhook-file.ts';
import { WebhookRowSchema } from '../webhook-row.ts';
import { CreateTestSchema, KeptTestSchema, MadeTestSchema, RunTestsSchema, UpdateTestSchema } from '../webhook-test.ts';
import { type Route, route } from './route.ts';

export const WEBHOOK_ROUTES = {
  listWebhooks: route({
    method: 'GET',
    path: '/api/webhooks',
    summary: 'All webhooks with what happened to them lately, oldest first.',
    response: z.array(WebhookRowSchema),
  }),
  createWebhook: route({
    method: 'POST',
    path: '/api/webhooks',
    summary:
      'Makes a webhook, switched off. Without a configuration it starts from the defaults, in the business’s country and zone.',
    body: CreateWebhookSchema,
    response: WebhookSchema,
    created: true,
    errors: ['NOT_FOUND'],
  }),
  getWebhook: route({
    method: 'GET',
    path: '/api/webhooks/:id',
    summary: 'One webhook.',
    response: WebhookSchema,
  }),
  updateWebhook: route({
    method: 'PATCH',
    path: '/api/webhooks/:id',
    summary:
      'Renames, switches, or saves a configuration. Faulty paths and unknown fields are refused with their place.',
    body: UpdateWebhookSchema,
    response: WebhookSchema,
    errors: ['STALE'],
  }),
  exportWebhook: route({
    method: 'GET',
    path: '/api/webhooks/:id/export',
    summary:
      'The file of one webhook with the fields and flows it uses: no address, no secret, and no payload unless asked; and, apart from it, the texts in it that its owner has written.',
    query: ExportQuerySchema,
    response: ExportedFileSchema,
    errors: ['NOT_EXPORTABLE'],
  }),
  exportWebhooks: route({
    method: 'GET',
    path: '/api/webhook-file',
    summary: 'The same for all webhooks, in one file.',
    query: ExportQuerySchema,
    response: ExportedFileSchema,
    errors: ['NOT_EXPORTABLE'],
  }),
  webhookFileSchema: route({
    method: 'GET',
    path: '/api/webhook-file/schema',
    summary: 'The JSON Schema of the file.',
    response: z.record(z.string(), z.unknown()),
  }),
  planImport: route({
    method: 'POST',
    path: '/api/webhook-file/plan',
    summary: 'What importing a file, or a settings form, would do. Nothing is written.',
    body: ImportRequestSchema,
    response: ImportPlanSchema,
    errors: ['STALE'],
  }),
  importWebhooks: route({
    method: 'POST',
    path: '/api/webhook-file/import',
    summary:
      'Imports it, all or nothing. Every webhook it makes or replaces is switched off, and so is every one that starts a flow which it replaces.',
    body: ImportRequestSchema,
    response: ImportedSchema,
    errors: ['STALE'],
  }),
  deleteWebhook: route({
    method: 'DELETE',
    path: '/api/webhooks/:id',
    summary: 'Deletes a webhook with its requests. Contacts and their values stay.',
  }),
  restoreWebhook: route({
    method: 'POST',
    path: '/api/webhooks/:id/restore',
    summary: 'Undoes a deletion of the last ten minutes, unless Fieldhook was started anew or somebody erased since.',
    response: WebhookSchema,
  }),
  rotateToken: route({
    method: 'POST',
    path: '/api/webhooks/:id/rotate',
    summary: 'Gives the webhook a new address; the old one works on for the stated hours.',
    body: RotateTokenSchema,
    response: WebhookSchema,
  }),
  endFormerAddress: route({
    method: 'DELETE',
    path: '/api/webhooks/:id/former/:hint',
    summary: 'Ends a former address of the webhook now.',
    response: WebhookSchema,
  }),
  putSecret: route({
    method: 'PUT',
    path: '/api/webhooks/:id/secrets/:name',
    summary: 'Stores a secret of the webhook (`secret` or `verifyToken`). It goes in and never comes out.',
    body: PutSecretSchema,
  }),
  deleteSecret: route({
    method: 'DELETE',
    path: '/api/webhooks/:id/secrets/:name',
    summary: 'Removes a secret of the webhook. A webhook with a signature refuses everything until it has one again.',
  }),
  connectSender: route({
    method: 'POST',
    path: '/api/webhooks/:id/connect',
    summary: 'For ten minutes, lets a sender that hands its secret over by itself (Asana) do so.',
    response: z.object({ until: InstantSchema }),
  }),
  rejudge: route({
    method: 'POST',
    path: '/api/webhooks/:id/rejudge',
    summary: 'Judges refused requests again with today’s signature and secrets, and has the proven ones worked on.',
    body: RejudgeRequestSchema,
    response: RejudgeAnswerSchema,
  }),
  startListening: route({
    method: 'POST',
    path: '/api/webhooks/:id/listen',
    summary: 'Listens for 30 minutes: requests become samples, also while the webhook is switched off.',
    response: ListenStateSchema,
  }),
  getListening: route({
    method: 'GET',
    path: '/api/webhooks/:id/listen',
    summary: 'Whether it is listening, and what has arrived since it last began to.',
    response: ListenStateSchema,
  }),
  stopListening: route({
    method: 'DELETE',
    path: '/api/webhooks/:id/listen',
    summary: 'Ends listening.',
    response: ListenStateSchema,
  }),
  sendSample: route({
    method: 'POST',
    path: '/api/webhooks/:id/send-sample',
    summary:
      'Sends a made-up request, or the given one, to the webhook through the receiver, marked as a test: a flow that it starts is only tried.',
    body: SendSampleSchema,
    response: z.object({ answered: z.number().int(), deliveryId: z.string().nullable() }),
  }),
  getSample: route({
    method: 'GET',
    path: '/api/webhooks/:id/sample',
    summary: 'The payload that the editor works on.',
    response: SampleSchema.nullable(),
    isOpen: true,
  }),
  putSample: route({
    method: 'PUT',
    path: '/api/webhooks/:id/sample',
    summary: 'Keeps a payload for the editor to work on.',
    body: SampleSchema.strict(),
    response: SampleSchema,
    isOpen: true,
  }),
  preview: route({
    method: 'POST',
    path: '/api/webhooks/:id/preview',
    summary: 'Dry run: what this draft would do with this payload or stored request. Nothing is written.',
    body: PreviewRequestSchema,
    response: PreviewSchema,
    isOpen: true,
    errors: ['NOTHING_TO_PREVIEW'],
  }),
  backTest: route({
    method: 'POST',
    path: '/api/webhooks/:id/back-test',
    summary:
      'Dry run: what this draft would do with the newest real requests, against the saved webhook. Nothing is written.',
    body: BackTestRequestSchema,
    response: BackTestSchema,
  }),
  listTests: route({
    method: 'GET',
    path: '/api/webhooks/:id/tests',
    summary: 'The tests of the webhook and how each ends with the webhook as it is saved. Nothing is written.',
    response: z.array(KeptTestSchema),
  }),
  runTests: route({
    method: 'POST',
    path: '/api/webhooks/:id/tests/run',
    summary: 'The same with a draft of the webhook.',
    body: RunTestsSchema,
    response: z.array(KeptTestSchema),
  }),
  createTest: route({
    method: 'POST',
    path: '/api/webhooks/:id/tests',
    summary:
      'Makes a test of a payload or a stored request, with made-up values in the place of the real ones; what the webhook reads in it now is expected from then on.',
    body: CreateTestSchema,
    response: MadeTestSchema,
    created: true,
    errors: ['NOTHING_TO_PREVIEW'],
  }),
  updateTest: route({
    method: 'PATCH',
    path: '/api/webhooks/:id/tests/:testId',
    summary: 'Renames a test, or takes what a draft of the webhook reads in it as what is expected from now on.',
    body: UpdateTestSchema,
    response: KeptTestSchema,
  }),
  deleteTest: route({
    method: 'DELETE',
    path: '/api/webhooks/:id/tests/:testId',
    summary: 'Deletes a test.',
  }),
  listDriftedRows: route({
    method: 'GET',
    path: '/api/webhooks/:id/drifted-rows',
    summary:
      'The rows of the saved webhook whose paths do not give any more what they gave before, and the places of the request that its flow reads itself and that are not as before; each with the messages that wait because of it, and the path that is probably meant now.',
    response: z.array(DriftedRowSchema),
  }),
} as const satisfies Record<string, Route>;
