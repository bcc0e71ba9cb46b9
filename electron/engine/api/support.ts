import { arch, cpus, platform, release, totalmem } from 'node:os';
import type { Drift } from '#shared/contract/drift.ts';
import type { Field } from '#shared/contract/field.ts';
import { MESSAGE_CHANNELS } from '#shared/contract/message.ts';
import type { WebhookOutline } from '#shared/contract/support-bundle.ts';
import { SCHEMA_VERSION } from '../store/migrate.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import { spansOf } from './overview-spans.ts';
import type { ApiServices } from './services.ts';

const MOST_OUTAGES = 50;

/** The support bundle: each part is put together from what is known to be impersonal, so that something new stays out until it is put in. */
export function supportHandlers(services: ApiServices) {
  return {
    async getSupportBundle() {
      const { store, reading, info, clock, journal } = services;
      const [webhooks, fields, settings, drifts] = await Promise.all([
        store.webhooks.list(),
        store.fields.list(),
        store.settings.get(),
        reading.drifts(),
      ]);
      const { starts, until } = spansOf('day', clock.now(), settings.timeZone);
      const { outcomes, messages } = await store.overview.read(starts, until);
      const disk = await store.care.freeSpace();
      const outages = await store.outages.list(MOST_OUTAGES);
      const backups = await store.backups.list();
      return {
        format: 'fieldhook-support',
        formatVersion: 1,
        madeAt: instant(clock.now()),
        versions: {
          fieldhook: info.version,
          schema: SCHEMA_VERSION,
          node: process.versions.node,
          electron: process.versions.electron ?? null,
        },
        computer: {
          system: platform(),
          release: release(),
          architecture: arch(),
          processors: cpus().length,
          memoryBytes: totalmem(),
          disk: disk && { freeBytes: disk.freeBytes, reserveBytes: disk.reserveBytes },
        },
        settings: {
          country: settings.country,
          timeZone: settings.timeZone,
          provider: settings.tunnel.provider,
          retention: settings.retention,
          ownEmails: settings.ownEmails.length,
          ownPhones: settings.ownPhones.length,
          allowedHosts: settings.allowedHosts.length,
          channels: await channelModes(services),
        },
        health: await howItIs(services),
        counts: await countsOf(services, fields, webhooks.length),
        webhooks: webhooks.map((webhook, at) => outlineOf(webhook, at + 1, fields, drifts.get(webhook.id) ?? [])),
        hours: outcomes.map((counted, at) => ({ from: instant(starts[at]!), outcomes: counted })),
        messages,
        outages: outages.map(({ provider, from, to, lostUrl, newUrl }) => ({
          provider,
          from: instant(from),
          to: to === null ? null : instant(to),
          isOtherAddress: newUrl !== null && newUrl !== lostUrl,
        })),
        backups: backups.map(({ madeAt, reason, sizeBytes, checked }) => ({ madeAt, reason, sizeBytes, checked })),
        log: journal.events(),
      };
    },
  } satisfies Partial<Handlers>;
}

async function channelModes({ store }: ApiServices) {
  const modes = MESSAGE_CHANNELS.map(async (channel) => ({
    channel,
    mode: (await store.channels.get(channel)).settings.mode,
  }));
  return Promise.all(modes);
}

async function howItIs({ store, reading, receiver, tunnel, safety, processing, info }: ApiServices) {
  const { state, reason } = safety.intake();
  return {
    startedAt: instant(info.startedAt),
    host: info.host,
    isListening: receiver.listening(),
    tunnel: tunnel.status().state,
    intake: { state, reason },
    isProcessing: !processing.isPaused(),
    isClockDoubted: safety.doubtedSince() !== null,
    notices: safety.notices().length,
    pending: await store.deliveries.pendingCount(),
    notIndexed: (await reading.searchState()).behind,
    unknownAddressRequests: receiver.unknownRequests(),
  };
}

async function countsOf({ store, reading, clock }: ApiServices, fields: readonly Field[], webhooks: number) {
  const flows = await store.flows.list();
  const problems = await reading.flowProblems(flows.map(({ config }) => config));
  const one = { limit: 1 };
  return {
    contacts: (await store.contacts.page({ ...one, conditions: undefined, now: clock.now() })).total,
    fields: fields.length,
    privateFields: fields.filter(({ isPrivate }) => isPrivate).length,
    flows: flows.length,
    faultyFlows: flows.filter(({ isBroken }, at) => isBroken === true || (problems[at]?.length ?? 0) > 0).length,
    webhooks,
    conflicts: (await store.conflicts.page(one)).open,
    messagesWaiting: (await store.outbox.page(one)).attention,
  };
}

function outlineOf(
  { active, version, config }: StoredWebhook,
  number: number,
  fields: readonly Field[],
  drifts: readonly Drift[],
): WebhookOutline {
  const { parser, receives, identification, onMatch, channel, defaultCountry, timeZone, numberFormat } = config;
  return {
    ...{ number, isActive: active, version, parser, receives, identification, onMatch, channel },
    ...{ defaultCountry, timeZone, numberFormat, limit: config.limit, holdOnDrift: config.holdOnDrift },
    proof: config.verify.scheme,
    itemsPath: config.itemsPath === null ? null : impersonalPath(config.itemsPath),
    openStrings: config.openStrings.map(impersonalPath),
    identity: pathsOf(config.identity),
    profile: pathsOf(config.profile),
    rows: config.fields.map(({ field: key, path, transforms = [] }) => {
      const field = fields.find((one) => one.key === key);
      return {
        path: impersonalPath(path),
        type: field?.type ?? null,
        isPrivate: field?.isPrivate ?? false,
        transforms: transforms.map(({ kind }) => kind),
      };
    }),
    keepsPayload: config.payloadField !== null,
    startsFlow: config.flow !== null,
    drifts: drifts.length,
  };
}

function pathsOf(slots: Readonly<Record<string, string | null>>): Record<string, string> {
  const set = Object.entries(slots).flatMap(([slot, path]) =>
    path === null ? [] : [[slot, impersonalPath(path)] as const],
  );
  return Object.fromEntries(set);
}

/**
 * A path without any text in quotes from its first filter on, and without names that are an address or a number: `$.answers[?@.key=='…'].value`. A name that a
 * sender chose stays, since it is what the path says.
 */
function impersonalPath(path: string): string {
  return path
    .replace(/\[\?.*$/s, (filters) => filters.replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, "'…'"))
    .replace(/[^\s.[\]'"]*@[^\s[\]'"]+\.[^\s[\]'"]+/g, (text) =>
      text.startsWith('@.') || text.startsWith('?@.') ? text : '…',
    )
    .replace(/\d{6,}/g, '…');
}
