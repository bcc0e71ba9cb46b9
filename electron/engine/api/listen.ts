import type { z } from 'zod';
import type { ListenState, SendSampleSchema } from '#shared/contract/delivery.ts';
import { AppError } from '#shared/errors.ts';
import type { RecipeSample } from '#shared/recipes/recipe.ts';
import { RECIPE_SAMPLES } from '#shared/recipes/samples/recipe-samples.ts';
import type { StoredWebhook } from '../store/port/webhook-store.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import { sampleRequest } from './sample-requests/sample-request.ts';
import type { ApiServices } from './services.ts';
import { webhookChanged } from './webhook-changed.ts';
import { receiverUrl } from './webhook-view.ts';

const LISTEN_MS = 30 * 60_000;
const MOST_HEARD = 50;

export function listenHandlers(services: ApiServices) {
  const { store, clock } = services;

  const load = async (id: string) => found(await store.webhooks.get(id), 'webhook');

  const setListening = async (id: string, listen: { since: number; until: number }) => {
    const webhook = found(await store.webhooks.setListening(id, listen), 'webhook');
    await webhookChanged(services, id);
    return listenState(services, webhook);
  };

  return {
    /** Asked again while listening, it listens longer and forgets nothing it has heard. */
    async startListening({ params }) {
      const now = clock.now();
      const { listen } = await load(params.id);
      const since = listen && listen.until > now ? listen.since : now;
      return setListening(params.id, { since, until: now + LISTEN_MS });
    },

    async getListening({ params }) {
      return listenState(services, await load(params.id));
    },

    async stopListening({ params }) {
      const now = clock.now();
      const webhook = await load(params.id);
      if (!webhook.listen || webhook.listen.until <= now) return listenState(services, webhook);
      return setListening(params.id, { since: webhook.listen.since, until: now });
    },

    async sendSample({ params, body }) {
      const { token } = await load(params.id);
      return post(services, `${receiverUrl(services)}/h/${token}`, requestOf(body, clock.now()));
    },
  } satisfies Partial<Handlers>;
}

async function listenState({ store, clock }: ApiServices, { id, listen }: StoredWebhook): Promise<ListenState> {
  if (!listen) return { listening: false, since: null, until: null, deliveries: [] };
  return {
    listening: listen.until > clock.now(),
    since: instant(listen.since),
    until: instant(listen.until),
    deliveries: await store.deliveries.heard(id, listen.since, MOST_HEARD),
  };
}

function requestOf({ sample, recipe, payload }: z.output<typeof SendSampleSchema>, now: number): RecipeSample {
  if (payload !== undefined) return { headers: [], ...payload };
  const known = recipe === undefined ? undefined : RECIPE_SAMPLES[recipe];
  return known ?? { headers: [], ...sampleRequest(sample, now) };
}

/** Over the wire like everybody else's request, so that what the owner sees is what a sender would get. */
async function post(services: ApiServices, address: string, { contentType, headers: sent, text }: RecipeSample) {
  const nonce = services.receiver.issueTestNonce();
  const headers = { ...Object.fromEntries(sent), 'content-type': contentType, [nonce.name]: nonce.value };
  try {
    const answer = await services.fetch(address, { method: 'POST', headers, body: text, redirect: 'error' });
    return { answered: answer.status, deliveryId: deliveryIdIn(await answer.text()) };
  } catch (cause) {
    throw new AppError('RECEIVER_UNAVAILABLE', undefined, [], { cause });
  }
}

/** `{"status":"accepted","id":"dlv_…"}`; refusals say nothing about what they stored. */
function deliveryIdIn(answer: string): string | null {
  try {
    const { id } = JSON.parse(answer) as { id?: unknown };
    return typeof id === 'string' ? id : null;
  } catch {
    return null;
  }
}
