import { z } from 'zod';
import {
  CreateFlowSchema,
  DeleteFlowQuerySchema,
  FlowSchema,
  RunPageSchema,
  RunQuerySchema,
  RunSchema,
  StartFlowSchema,
  UpdateFlowSchema,
} from '../flow.ts';
import { FlowPreviewSchema, PreviewFlowSchema } from '../flow-preview.ts';
import { type Route, route } from './route.ts';

export const FLOW_ROUTES = {
  listFlows: route({
    method: 'GET',
    path: '/api/flows',
    summary: 'All flows with what is wrong with them, where they are used and how many contacts are in them.',
    response: z.array(FlowSchema),
  }),
  createFlow: route({
    method: 'POST',
    path: '/api/flows',
    summary: 'Makes a flow, empty or with the given steps.',
    body: CreateFlowSchema,
    response: FlowSchema,
    created: true,
    errors: ['NAME_TAKEN'],
  }),
  getFlow: route({ method: 'GET', path: '/api/flows/:key', summary: 'One flow.', response: FlowSchema }),
  updateFlow: route({
    method: 'PATCH',
    path: '/api/flows/:key',
    summary: 'Renames a flow or saves its steps. Contacts who are in it go on with the version that they started with.',
    body: UpdateFlowSchema,
    response: FlowSchema,
    errors: ['NAME_TAKEN', 'STALE'],
  }),
  deleteFlow: route({
    method: 'DELETE',
    path: '/api/flows/:key',
    summary: 'Deletes a flow and ends it for everyone who is in it. A used flow is refused unless forced.',
    query: DeleteFlowQuerySchema,
    errors: ['FLOW_IN_USE'],
  }),
  restoreFlow: route({
    method: 'POST',
    path: '/api/flows/:key/restore',
    summary:
      'Undoes a deletion of the last ten minutes, unless Fieldhook was started anew or somebody erased since. Who was in the flow goes on, and what started it starts it again.',
    response: FlowSchema,
    errors: ['NOT_PUT_BACK'],
  }),
  previewFlow: route({
    method: 'POST',
    path: '/api/flows/:key/preview',
    summary:
      'Dry run: the steps that this draft would take and the messages it would send. Nothing is written or sent.',
    body: PreviewFlowSchema,
    response: FlowPreviewSchema,
    isOpen: true,
  }),
  startFlow: route({
    method: 'POST',
    path: '/api/flows/:key/start',
    summary: 'Starts the flow by hand for a contact.',
    body: StartFlowSchema,
    response: RunSchema,
    created: true,
    errors: ['FLOW_NOT_STARTED'],
  }),
  listRuns: route({
    method: 'GET',
    path: '/api/runs',
    summary: 'Contacts on their way through flows, latest start first.',
    query: RunQuerySchema,
    response: RunPageSchema,
  }),
  getRun: route({
    method: 'GET',
    path: '/api/runs/:id',
    summary: 'One contact’s way through a flow, step by step.',
    response: RunSchema,
  }),
  continueRun: route({
    method: 'POST',
    path: '/api/runs/:id/continue',
    summary: 'Goes on at once with a flow that waits or is held.',
    response: RunSchema,
    errors: ['RUN_NOT_WAITING'],
  }),
  stopRun: route({
    method: 'POST',
    path: '/api/runs/:id/stop',
    summary: 'Ends a flow that waits or is held. What has been sent stays sent.',
    response: RunSchema,
    errors: ['RUN_NOT_WAITING'],
  }),
} as const satisfies Record<string, Route>;
