import { type Flow, FlowConfigSchema } from '#shared/contract/flow.ts';
import { AppError } from '#shared/errors.ts';
import type { StoredFlow } from '../store/port/flow-store.ts';
import { checkSteps } from './check-steps.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';
import { webhookChanged } from './webhook-changed.ts';

export function flowHandlers(services: ApiServices) {
  const { store, reading, steering, clock, hub } = services;

  const load = async (key: string): Promise<Flow> => {
    const flow = found(await store.flows.get(key), 'flow');
    return (await views(services, [flow]))[0]!;
  };

  return {
    async listFlows() {
      return views(services, await store.flows.list());
    },

    async createFlow({ body }) {
      const config = body.config ?? FlowConfigSchema.parse({});
      checkSteps(config);
      const flow = free(await store.flows.create({ name: body.name, config, at: clock.now() }));
      hub.publish({ type: 'flow', key: flow.key });
      return load(flow.key);
    },

    async getFlow({ params }) {
      return load(params.key);
    },

    async updateFlow({ params, body }) {
      if (body.config) checkSteps(body.config);
      const result = await store.flows.update(params.key, { ...body, at: clock.now() });
      if (result === 'stale') throw new AppError('STALE');
      free(found(result, 'flow'));
      hub.publish({ type: 'flow', key: params.key });
      return load(params.key);
    },

    async deleteFlow({ params, query }) {
      const result = found(await store.flows.delete(params.key, query.force === 'true', clock.now()), 'flow');
      if (result === 'in-use') throw new AppError('FLOW_IN_USE', await usedWhere(services, params.key));
      hub.publish({ type: 'flow', key: params.key });
      if (result.webhooks.length > 0) await webhookChanged(services, ...result.webhooks);
    },

    async restoreFlow({ params }) {
      const result = found(await store.flows.putBack(params.key, clock.now()), 'flow');
      if (result === 'name-taken') throw new AppError('NOT_PUT_BACK', 'Another flow has its name by now.');
      hub.publish({ type: 'flow', key: params.key });
      if (result.webhooks.length > 0) await webhookChanged(services, ...result.webhooks);
      // Who was in it may be due.
      await steering.poke();
      return load(params.key);
    },

    async previewFlow({ params, body }) {
      found(await store.flows.get(params.key), 'flow');
      checkSteps(body.config);
      const preview = await reading.previewFlow(body);
      if (!('missing' in preview)) return preview;
      return found(null, preview.missing);
    },

    async startFlow({ params, body }) {
      const started = await steering.start(params.key, body);
      if (started === 'no-flow') return found(null, 'flow');
      if (started === 'no-contact') return found(null, 'contact');
      if (started.kind === 'not-started') throw new AppError('FLOW_NOT_STARTED', started.sentence);
      return found(await store.runs.get(started.run), 'run');
    },
  } satisfies Partial<Handlers>;
}

/** Flows as the screens know them: with what is wrong with them, and where they are used. */
async function views({ store, reading }: ApiServices, flows: readonly StoredFlow[]): Promise<Flow[]> {
  const usage = await store.flows.usage();
  const problems = await reading.flowProblems(flows.map(({ config }) => config));
  return flows.map(({ config, key, name, version, isBroken, createdAt, updatedAt }, index) => ({
    ...config,
    key,
    name,
    version,
    problems: isBroken ? [BROKEN] : (problems[index] ?? []),
    usedBy: usage.get(key)?.usedBy ?? [],
    running: usage.get(key)?.running ?? 0,
    createdAt: instant(createdAt),
    updatedAt: instant(updatedAt),
  }));
}

const BROKEN = {
  step: null,
  sentence: 'The saved steps of this flow cannot be read, so it does not start. Check every step and save it again.',
  line: null,
  column: null,
};

function free<Result>(result: Result): Exclude<Result, 'name-taken'> {
  if (result === 'name-taken') throw new AppError('NAME_TAKEN');
  return result as Exclude<Result, 'name-taken'>;
}

async function usedWhere({ store }: ApiServices, key: string): Promise<string> {
  const names = (await store.flows.usage()).get(key)?.usedBy.map(({ name }) => `“${name}”`) ?? [];
  return `This flow is started by ${new Intl.ListFormat('en-GB').format(names)}.`;
}
