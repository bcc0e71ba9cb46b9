import { type QueryClient, type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import type { MessageDecision } from '#shared/contract/message-words.ts';
import type { RouteInput, RouteName, RouteResponse } from '#shared/contract/routes.ts';
import { call, type DoorError } from './client.ts';
import { keys } from './keys.ts';
import { startedHere } from './started-here.ts';

/**
 * A change through the door. `settle` puts the answer into the cache and names what else has to be asked for again: the live stream
 * would do the same a moment later, but what one did oneself should show at once.
 */
function useChange<Name extends RouteName>(
  name: Name,
  settle: (cache: QueryClient, answer: RouteResponse<Name>, input: RouteInput<Name>) => readonly QueryKey[],
  options: { scope?: { id: string } } = {},
) {
  const cache = useQueryClient();
  return useMutation<RouteResponse<Name>, DoorError, RouteInput<Name>>({
    ...options,
    mutationFn: (input) => call(name, input),
    onSuccess: (answer, input) =>
      Promise.all(settle(cache, answer, input).map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}

/** The JSON Schema of the file that webhooks are exported to, when it is asked for. */
export const useFileSchema = () => useChange('webhookFileSchema', () => []);

export const useCreateWebhook = () =>
  useChange('createWebhook', (cache, webhook) => {
    cache.setQueryData(keys.webhook(webhook.id), webhook);
    return [keys.webhooks, keys.fields];
  });

export const useUpdateWebhook = () =>
  useChange('updateWebhook', (cache, webhook) => {
    cache.setQueryData(keys.webhook(webhook.id), webhook);
    return [keys.webhooks, keys.fields];
  });

export const useCreateTest = () => useChange('createTest', (_, __, { params }) => [keys.testsOf(params.id)]);
export const useUpdateTest = () => useChange('updateTest', (_, __, { params }) => [keys.testsOf(params.id)]);
export const useDeleteTest = () => useChange('deleteTest', (_, __, { params }) => [keys.testsOf(params.id)]);

export const useOpenImport = () => useChange('openContactImport', () => []);

export const useRunImport = () =>
  useChange('runContactImport', (cache, state, { params }) => {
    cache.setQueryData(keys.contactImport(params.id), state);
    return [];
  });

export const useCancelImport = () =>
  useChange('cancelContactImport', (_cache, _, { params }) => [keys.contactImport(params.id)]);

export const useStartExport = () =>
  useChange('startExport', (cache, begun) => {
    startedHere(begun.id);
    cache.setQueryData(keys.exports, [begun]);
    return [keys.exports];
  });

export const useDropExport = () =>
  useChange('deleteExport', (cache) => {
    cache.setQueryData(keys.exports, []);
    return [keys.exports];
  });

export const useStartBulkChange = () =>
  useChange('startBulkChange', (cache, begun) => {
    cache.setQueryData(keys.bulkChanges, [begun]);
    return [keys.bulkChanges];
  });

export const useUndoBulkChange = () =>
  useChange('undoBulkChange', (cache, begun) => {
    cache.setQueryData(keys.bulkChanges, [begun]);
    return [keys.bulkChanges];
  });

export const useEndBulkChange = () => useChange('endBulkChange', () => [keys.bulkChanges]);

export const useDeleteWebhook = () =>
  useChange('deleteWebhook', (cache, _, { params }) => {
    cache.removeQueries({ queryKey: keys.everythingOfWebhook(params.id) });
    return [keys.webhooks, keys.deliveryLists, keys.fields];
  });

export const useRestoreWebhook = () =>
  useChange('restoreWebhook', () => [keys.webhooks, keys.deliveryLists, keys.fields]);

export const usePlanImport = () => useChange('planImport', () => []);

export const useImportWebhooks = () =>
  useChange('importWebhooks', (_cache, { webhooks, switchedOff }) => [
    ...[keys.webhooks, keys.fields, keys.flows],
    ...[...webhooks, ...switchedOff].map(({ id }) => keys.everythingOfWebhook(id)),
  ]);

export const useCreateLogView = () => useChange('createLogView', () => [keys.logViews]);
export const useRenameLogView = () => useChange('renameLogView', () => [keys.logViews]);
export const useDeleteLogView = () => useChange('deleteLogView', () => [keys.logViews]);

export const usePutSecret = () => useChange('putSecret', (_cache, _, { params }) => [keys.webhook(params.id)]);

export const useDeleteSecret = () => useChange('deleteSecret', (_cache, _, { params }) => [keys.webhook(params.id)]);

export const useConnectSender = () => useChange('connectSender', () => []);

export const useReleaseDelivery = () =>
  useChange('releaseDelivery', (_, { id }) => [keys.delivery(id), keys.deliveryLists]);

export const useReplayDelivery = () =>
  useChange('replayDelivery', (_cache, _, { params }) => [keys.delivery(params.id), keys.deliveryLists]);

export const useReplayDeliveries = () => useChange('replayDeliveries', () => [keys.deliveryLists]);

export const useRejudge = () =>
  useChange('rejudge', (_cache, { applied, requests }) =>
    applied ? [keys.deliveryLists, ...requests.map(({ id }) => keys.delivery(id))] : [],
  );

export const useRotateToken = () =>
  useChange('rotateToken', (cache, webhook) => {
    cache.setQueryData(keys.webhook(webhook.id), webhook);
    return [keys.webhooks];
  });

export const useEndFormerAddress = () =>
  useChange('endFormerAddress', (cache, webhook) => {
    cache.setQueryData(keys.webhook(webhook.id), webhook);
    return [keys.webhooks];
  });

export const useStartListening = () =>
  useChange('startListening', (cache, state, { params }) => {
    cache.setQueryData(keys.listening(params.id), state);
    return [keys.webhook(params.id), keys.webhooks];
  });

export const useStopListening = () =>
  useChange('stopListening', (cache, state, { params }) => {
    cache.setQueryData(keys.listening(params.id), state);
    return [keys.webhook(params.id), keys.webhooks];
  });

export const useSendSample = () => useChange('sendSample', () => []);

export const usePutSample = () =>
  useChange('putSample', (cache, sample, { params }) => {
    cache.setQueryData(keys.sample(params.id), sample);
    return [];
  });

export const useCreateContact = () =>
  useChange('createContact', (cache, contact) => {
    cache.setQueryData(keys.contact(contact.userNs), contact);
    return [keys.contactLists, keys.fields];
  });

export const useUpdateContact = () =>
  useChange('updateContact', (cache, contact) => {
    cache.setQueryData(keys.contact(contact.userNs), contact);
    return [keys.contactLists, keys.deliveryLists, keys.fields];
  });

export const useDeleteContact = () =>
  useChange('deleteContact', () => [keys.contactLists, keys.deliveryLists, keys.fields]);

export const useRestoreContact = () =>
  useChange('restoreContact', (cache, contact) => {
    cache.setQueryData(keys.contact(contact.userNs), contact);
    return [keys.contactLists, keys.deliveryLists, keys.fields, keys.messages, keys.runs];
  });

/** Whom it concerned, and where their requests stand, has changed. */
const AFTER_MERGE = [
  keys.contactLists,
  keys.everyContact,
  keys.deliveryLists,
  keys.everyDelivery,
  keys.conflictLists,
  keys.everyConflict,
  keys.conflictRules,
  keys.fields,
] as const;

export const useMergeContacts = () => useChange('mergeContacts', () => AFTER_MERGE);

export const useUndoMerge = () => useChange('undoMerge', () => AFTER_MERGE);

export const useResolveConflict = () =>
  useChange('resolveConflict', (cache, conflict) => {
    cache.setQueryData(keys.conflict(conflict.id), conflict);
    return [...AFTER_MERGE.filter((key) => key !== keys.everyConflict), keys.webhooks];
  });

export const useUndoDecision = () =>
  useChange('undoDecision', (cache, conflict) => {
    cache.setQueryData(keys.conflict(conflict.id), conflict);
    return [
      ...AFTER_MERGE.filter((key) => key !== keys.everyConflict),
      ...[keys.webhooks, keys.messages, keys.runs, keys.flows],
    ];
  });

export const useDeleteConflictRule = () => useChange('deleteConflictRule', () => [keys.conflictRules]);

export const useRestoreConflictRule = () => useChange('restoreConflictRule', () => [keys.conflictRules]);

/** Afterwards nothing that was loaded before may be shown any more. */
export const useEraseContact = () =>
  useChange('eraseContact', (cache, _, { params }) => {
    cache.removeQueries({ queryKey: keys.contact(params.userNs) });
    cache.removeQueries({ queryKey: keys.everyDelivery });
    return [[]];
  });

export const useCreateSegment = () => useChange('createSegment', () => [keys.segments]);

export const useUpdateSegment = () => useChange('updateSegment', () => [keys.segments, keys.contactLists]);

/** Whoever was in the import may look otherwise now; the news say so when it is over. */
export const useUndoImport = () => useChange('undoContactImport', () => [keys.pastImports]);

export const useDeleteSegment = () => useChange('deleteSegment', () => [keys.segments]);

export const useCreateField = () => useChange('createField', () => [keys.fields]);

export const useUpdateField = () =>
  useChange('updateField', () => [keys.fields, keys.everyContact, keys.contactLists, keys.everyDelivery]);

export const useDeleteField = () =>
  useChange('deleteField', () => [keys.fields, keys.webhooks, keys.everyContact, keys.contactLists]);

export const useRestoreField = () =>
  useChange('restoreField', () => [
    keys.fields,
    keys.webhooks,
    keys.everyContact,
    keys.contactLists,
    keys.everyDelivery,
  ]);

export const useCreateFlow = () =>
  useChange('createFlow', (cache, flow) => {
    cache.setQueryData(keys.flow(flow.key), flow);
    return [keys.flows];
  });

export const useUpdateFlow = () =>
  useChange('updateFlow', (cache, flow) => {
    cache.setQueryData(keys.flow(flow.key), flow);
    return [keys.flows, keys.fields, keys.runs];
  });

export const useDeleteFlow = () =>
  useChange('deleteFlow', (cache, _, { params }) => {
    cache.removeQueries({ queryKey: keys.flow(params.key) });
    return [keys.flows, keys.webhooks, keys.fields, keys.runs];
  });

export const useRestoreFlow = () =>
  useChange('restoreFlow', (cache, flow) => {
    cache.setQueryData(keys.flow(flow.key), flow);
    return [keys.flows, keys.webhooks, keys.fields, keys.runs];
  });

export const useStartFlow = () => useChange('startFlow', () => [keys.flows, keys.runs, keys.messages]);

export const useContinueRun = () => useChange('continueRun', () => [keys.runs, keys.messages]);

export const useStopRun = () => useChange('stopRun', () => [keys.runs, keys.flows]);

const afterDecision = () => [keys.messages];
/** The four decisions about a message, by the names that the engine gives them. */
export const useDecideMessage = (): Record<MessageDecision, ReturnType<typeof useReleaseMessage>> => ({
  release: useReleaseMessage(),
  retry: useChange('retryMessage', afterDecision),
  'mark-sent': useChange('markMessageSent', afterDecision),
  drop: useDropMessage(),
});
const useReleaseMessage = () => useChange('releaseMessage', afterDecision);
const useDropMessage = () => useChange('dropMessage', afterDecision);

export const useTryGroup = () => useChange('tryMessageGroup', afterDecision);

export const useDropGroup = () => useChange('dropMessageGroup', afterDecision);

export const useUndoDrop = () => useChange('undoDrop', afterDecision);

export const useEditMessage = () => useChange('editMessage', afterDecision);

export const useAddOptOut = () => useChange('addOptOut', () => [keys.optOuts, keys.everyContact, keys.previews]);

export const useDeleteOptOut = () => useChange('deleteOptOut', () => [keys.optOuts, keys.everyContact, keys.previews]);

export const useUndoOptOut = () => useChange('undoOptOut', () => [keys.optOuts, keys.everyContact, keys.previews]);

export const usePutChannel = () => useChange('putChannel', () => [keys.channels, keys.messagesToday, keys.previews]);

export const usePutChannelSecret = () => useChange('putChannelSecret', () => [keys.channels]);

export const useDeleteChannelSecret = () => useChange('deleteChannelSecret', () => [keys.channels]);

export const useTakeOverAccount = () => useChange('useChannelAccount', () => [keys.channels]);

export const useTestChannel = () => useChange('testChannel', () => [keys.channels]);

export const usePutTunnelToken = () => useChange('putTunnelToken', () => [keys.tunnelTokens]);

export const useDeleteTunnelToken = () => useChange('deleteTunnelToken', () => [keys.tunnelTokens]);

export const useTickAddressChange = () =>
  useChange('tickAddressChange', (cache, list) => {
    cache.setQueryData(keys.addressChanges, list);
    return [];
  });

export const usePutSettings = () =>
  useChange('putSettings', (cache, settings) => {
    cache.setQueryData(keys.settings, settings);
    return [keys.health, keys.webhooks];
  });

/** One after the other, so that the last one stays. */
export const usePutContactColumns = () =>
  useChange(
    'putContactColumns',
    (cache, settings) => {
      cache.setQueryData(keys.settings, settings);
      // Anew: what was asked for before this was stored would come after it.
      return [keys.settings];
    },
    { scope: { id: 'contact-columns' } },
  );

export const useMakeBackup = () => useChange('makeBackup', () => [keys.backups, keys.health]);

export const useRestoreBackup = () => useChange('restoreBackup', () => [keys.backups]);

export const useCancelRestore = () => useChange('cancelRestore', () => [keys.backups]);

export const useConfirmClock = () =>
  useChange('confirmClock', (cache, health) => {
    cache.setQueryData(keys.health, health);
    return [];
  });

/** Stops taking requests, or takes them again. */
export const usePauseIntake = (isPaused: boolean) =>
  useChange(isPaused ? 'pauseIntake' : 'resumeIntake', (cache, health) => {
    cache.setQueryData(keys.health, health);
    return [];
  });

export const useResumeProcessing = () =>
  useChange('resumeProcessing', (cache, health) => {
    cache.setQueryData(keys.health, health);
    return [keys.deliveryLists];
  });
