import { AppError } from '#shared/errors.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';
import { webhookChanged } from './webhook-changed.ts';

export function fieldHandlers(services: ApiServices) {
  const { store, clock, hub, processing } = services;

  return {
    async listFields() {
      return store.fields.list();
    },

    async createField({ body }) {
      const field = free(await store.fields.create({ ...body, at: clock.now() }));
      hub.publish({ type: 'field', key: field.key });
      return field;
    },

    async updateField({ params, body }) {
      const field = free(found(await store.fields.update(params.key, body), 'field'));
      hub.publish({ type: 'field', key: params.key });
      // By what is private now, requests must not be found any more.
      if (body.isPrivate !== undefined) processing.poke();
      return field;
    },

    async deleteField({ params, query }) {
      const result = found(await store.fields.delete(params.key, query.force === 'true', clock.now()), 'field');
      if (result === 'in-use') throw new AppError('FIELD_IN_USE', await usedWhere(services, params.key));
      hub.publish({ type: 'field', key: params.key });
      if (result.webhooks.length > 0) await webhookChanged(services, ...result.webhooks);
    },

    async restoreField({ params, query }) {
      const createdAt = query.createdAt === undefined ? undefined : Date.parse(query.createdAt);
      const result = found(await store.fields.putBack(params.key, clock.now(), createdAt), 'field');
      if ('taken' in result) throw new AppError('NOT_PUT_BACK', takenBy(result.taken, result.by));
      hub.publish({ type: 'field', key: params.key });
      if (result.webhooks.length > 0) await webhookChanged(services, ...result.webhooks);
      processing.poke();
      return found(await store.fields.get(params.key), 'field');
    },
  } satisfies Partial<Handlers>;
}

function takenBy(what: 'name' | 'key', by: string): string {
  return what === 'name' ? 'Another field has its name by now.' : `The field “${by}” has its key by now.`;
}

function free<Result>(result: Result): Exclude<Result, 'name-taken'> {
  if (result === 'name-taken') throw new AppError('NAME_TAKEN');
  return result as Exclude<Result, 'name-taken'>;
}

async function usedWhere({ store }: ApiServices, key: string): Promise<string> {
  const field = await store.fields.get(key);
  const list = (used: readonly { name: string }[] = []) =>
    new Intl.ListFormat('en-GB').format(used.map(({ name }) => `“${name}”`));
  const [webhooks, flows] = [list(field?.usedBy), list(field?.flows)];
  const parts = [webhooks !== '' && `filled by ${webhooks}`, flows !== '' && `used in the flow ${flows}`];
  return `This field is ${parts.filter((part) => part !== false).join(' and ')}.`;
}
