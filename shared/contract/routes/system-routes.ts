import { AddressChangeListSchema, TickAddressChangeSchema } from '../address-change.ts';
import { BackupSchema, BackupsSchema, RestoreAnswerSchema } from '../backup.ts';
import { HealthSchema } from '../health.ts';
import { OutageListSchema } from '../outage.ts';
import { OverviewQuerySchema, OverviewSchema } from '../overview.ts';
import { SupportBundleSchema } from '../support-bundle.ts';
import { type Route, route } from './route.ts';

export const SYSTEM_ROUTES = {
  getHealth: route({ method: 'GET', path: '/api/health', summary: 'How Fieldhook is doing.', response: HealthSchema }),
  getOverview: route({
    method: 'GET',
    path: '/api/overview',
    summary: 'How requests and messages of the last hours, days or months went, counted.',
    query: OverviewQuerySchema,
    response: OverviewSchema,
  }),
  listOutages: route({
    method: 'GET',
    path: '/api/outages',
    summary: 'When requests from the internet could not arrive, latest first.',
    response: OutageListSchema,
  }),
  listAddressChanges: route({
    method: 'GET',
    path: '/api/address-changes',
    summary: 'The webhooks whose senders must be told that the public address changed, and those that were.',
    response: AddressChangeListSchema,
  }),
  tickAddressChange: route({
    method: 'PUT',
    path: '/api/address-changes/:id',
    summary: 'Says that a webhook’s sender has been told the new address, or takes that back. `id` is the webhook’s.',
    body: TickAddressChangeSchema,
    response: AddressChangeListSchema,
    errors: ['NOT_FOUND'],
  }),
  listBackups: route({
    method: 'GET',
    path: '/api/backups',
    summary: 'Backups of everything that is stored, latest first.',
    response: BackupsSchema,
  }),
  makeBackup: route({
    method: 'POST',
    path: '/api/backups',
    summary: 'Makes a backup and checks it; answers when it is on disk.',
    response: BackupSchema,
    created: true,
    errors: ['BACKUP_FAILED'],
  }),
  restoreBackup: route({
    method: 'POST',
    path: '/api/backups/:id/restore',
    summary: 'Asks the next start to put this backup in the place of the data. Until then nothing changes.',
    response: RestoreAnswerSchema,
    errors: ['BACKUP_UNUSABLE'],
  }),
  cancelRestore: route({
    method: 'DELETE',
    path: '/api/backups/restore',
    summary: 'Takes back the wish to restore a backup.',
  }),
  getSupportBundle: route({
    method: 'GET',
    path: '/api/support-bundle',
    summary:
      'How Fieldhook is set up and how it is doing, for whoever helps to find a fault: no person, no value, no address, no secret.',
    response: SupportBundleSchema,
  }),
  checkTunnel: route({
    method: 'POST',
    path: '/api/tunnel/check',
    summary:
      'Asks now whether requests come through the public address, and opens it again without waiting if it was lost.',
    response: HealthSchema,
  }),
  pauseIntake: route({
    method: 'POST',
    path: '/api/intake/pause',
    summary: 'Takes no requests until resumed or started again: senders are asked to come again later (503).',
    response: HealthSchema,
  }),
  resumeIntake: route({
    method: 'POST',
    path: '/api/intake/resume',
    summary: 'Takes requests again after a pause.',
    response: HealthSchema,
  }),
  resumeProcessing: route({
    method: 'POST',
    path: '/api/processing/resume',
    summary: 'Works on waiting requests again after Fieldhook stopped doing so by itself.',
    response: HealthSchema,
  }),
  confirmClock: route({
    method: 'POST',
    path: '/api/clock/confirm',
    summary: 'Says that the computer’s clock is right although it has jumped ahead: what is old is deleted again.',
    response: HealthSchema,
  }),
} as const satisfies Record<string, Route>;
