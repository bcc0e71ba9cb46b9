import { NEWEST_PARSER, type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { AppError } from '#shared/errors.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import { activitySince, cutDays } from './activity-days.ts';
import { checkConfig } from './check-config.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';
import { webhookChanged } from './webhook-changed.ts';
import { webhookView } from './webhook-view.ts';

const HOUR_MS = 3_600_000;

export function webhookHandlers(services: ApiServices) {
  const { store, reading, secrets, clock, newId, newToken, receiver } = services;
  const { webhooks } = store;

  return {
    async listWebhooks() {
      const now = clock.now();
      // Asked together: it is what the first screen waits for.
      const [{ timeZone }, activity, drifts, list] = await Promise.all([
        store.settings.get(),
        webhooks.activity(activitySince(now)),
        reading.drifts(),
        webhooks.list(),
      ]);
      const rows = list.map(async (webhook) => {
        const { last, hours } = activity.get(webhook.id) ?? { last: null, hours: [] };
        return {
          ...(await webhookView(webhook, services)),
          used: receiver.used(webhook.id),
          last: last && { ...last, receivedAt: instant(last.receivedAt) },
          days: cutDays(hours, now, timeZone),
          drifts: drifts.get(webhook.id) ?? [],
        };
      });
      return Promise.all(rows);
    },

    async createWebhook({ body }) {
      const config = body.config ?? (await defaultConfig(services));
      checkConfig(config, await store.fields.list(), await store.flows.list());
      const { testsOf } = body;
      if (testsOf !== undefined) found(await webhooks.get(testsOf), 'webhook');
      const tests = testsOf === undefined ? [] : await store.webhookTests.list(testsOf);
      const webhook = freshWebhook(newId('whk'), newToken(), body.name, config, clock.now());
      await webhooks.create(
        webhook,
        tests.map((test) => ({ ...test, id: newId('tst') })),
      );
      await webhookChanged(services, webhook.id);
      return webhookView(webhook, services);
    },

    async getWebhook({ params }) {
      return webhookView(found(await webhooks.get(params.id), 'webhook'), services);
    },

    async updateWebhook({ params, body }) {
      found(await webhooks.get(params.id), 'webhook');
      if (body.config) checkConfig(body.config, await store.fields.list(), await store.flows.list());
      const result = await webhooks.update(params.id, { ...body, at: clock.now() });
      if (result === 'stale') throw new AppError('STALE');
      const webhook = found(result, 'webhook');
      await webhookChanged(services, params.id);
      return webhookView(webhook, services);
    },

    async deleteWebhook({ params }) {
      found(await webhooks.get(params.id), 'webhook');
      // First: a webhook without its secrets refuses, secrets without their webhook would stay for ever.
      await secrets.setAside(params.id);
      found(await webhooks.delete(params.id, clock.now()), 'webhook');
      await webhookChanged(services, params.id);
    },

    async restoreWebhook({ params }) {
      const webhook = found(await webhooks.putBack(params.id, clock.now()), 'webhook');
      await secrets.putBack(params.id);
      await webhookChanged(services, params.id);
      // What it received is found by the search again.
      services.processing.poke();
      return webhookView(webhook, services);
    },

    async rotateToken({ params, body }) {
      const now = clock.now();
      const formerUntil = now + body.overlapHours * HOUR_MS;
      const webhook = found(await webhooks.rotate(params.id, newToken(), formerUntil, now), 'webhook');
      await webhookChanged(services, params.id);
      return webhookView(webhook, services);
    },

    async endFormerAddress({ params }) {
      found(await webhooks.get(params.id), 'webhook');
      const webhook = found(await webhooks.endFormerToken(params.id, params.hint, clock.now()), 'former-address');
      await webhookChanged(services, params.id);
      return webhookView(webhook, services);
    },

    async getSample({ params }) {
      found(await webhooks.get(params.id), 'webhook');
      return webhooks.sample(params.id);
    },

    async putSample({ params, body }) {
      found(await webhooks.setSample(params.id, body), 'webhook');
      return body;
    },
  } satisfies Partial<Handlers>;
}

async function defaultConfig({ store }: ApiServices): Promise<WebhookConfig> {
  const { country, timeZone } = await store.settings.get();
  return WebhookConfigSchema.parse({ parser: NEWEST_PARSER, defaultCountry: country, timeZone });
}

function freshWebhook(id: string, token: string, name: string, config: WebhookConfig, at: number): StoredWebhook {
  return {
    id,
    name,
    active: false,
    version: 1,
    config,
    token,
    formerTokens: [],
    listen: null,
    createdAt: at,
    updatedAt: at,
  };
}
