import { PageQuerySchema } from '../common.ts';
import {
  ConflictDetailSchema,
  ConflictPageSchema,
  ConflictQuerySchema,
  ConflictRulePageSchema,
  ResolveConflictSchema,
} from '../conflict.ts';
import { type Route, route } from './route.ts';

export const CONFLICT_ROUTES = {
  listConflicts: route({
    method: 'GET',
    path: '/api/conflicts',
    summary: 'Requests that name different people, those that wait for a decision first.',
    query: ConflictQuerySchema,
    response: ConflictPageSchema,
  }),
  getConflict: route({
    method: 'GET',
    path: '/api/conflicts/:id',
    summary: 'One conflict with what the request says and the people it names.',
    response: ConflictDetailSchema,
  }),
  resolveConflict: route({
    method: 'POST',
    path: '/api/conflicts/:id/resolve',
    summary: 'Says whom the request is about, and works on it, once.',
    body: ResolveConflictSchema,
    response: ConflictDetailSchema,
    errors: ['CONFLICT_DECIDED', 'CANDIDATE_GONE', 'NOT_DECIDABLE'],
  }),
  undoDecision: route({
    method: 'POST',
    path: '/api/conflicts/:id/undo',
    summary:
      'Takes back a decision of the last ten minutes that was no merge: the conflict waits again. Refused once a message went out because of it, something of it has changed, Fieldhook was started anew or somebody erased.',
    response: ConflictDetailSchema,
    errors: ['DECISION_NOT_UNDOABLE'],
  }),
  listConflictRules: route({
    method: 'GET',
    path: '/api/conflict-rules',
    summary: 'What is remembered about conflicts, latest first.',
    query: PageQuerySchema,
    response: ConflictRulePageSchema,
  }),
  deleteConflictRule: route({
    method: 'DELETE',
    path: '/api/conflict-rules/:id',
    summary: 'Forgets a decision: the next such request waits for a new one.',
  }),
  restoreConflictRule: route({
    method: 'POST',
    path: '/api/conflict-rules/:id/restore',
    summary:
      'Remembers a decision again that was forgotten in the last ten minutes. Refused once somebody in it is gone, another one has its place, Fieldhook was started anew or somebody erased.',
    errors: ['NOT_PUT_BACK'],
  }),
} as const satisfies Record<string, Route>;
