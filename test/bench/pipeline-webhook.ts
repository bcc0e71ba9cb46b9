import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { call } from './with-fieldhook.ts';

const FIELDS = [
  { name: 'booking start', type: 'datetime', path: '$.payload.start' },
  { name: 'service', type: 'text', path: '$.payload.service.name' },
  { name: 'minutes', type: 'number', path: '$.payload.service.minutes' },
  { name: 'price', type: 'number', path: '$.payload.service.price' },
] as const;

/** Makes a webhook that does the whole job on PAYLOAD (identify by phone and e-mail, fill four fields), switched on; each request starts `flow`. Resolves to its address. */
export async function pipelineWebhook(fieldhook: Fieldhook, flow: string | null = null): Promise<string> {
  const known = await call(fieldhook, 'listFields', {});
  const fields: { field: string; path: string }[] = [];
  for (const { name, type, path } of FIELDS) {
    const field =
      known.find((one) => one.name === name) ?? (await call(fieldhook, 'createField', { body: { name, type } }));
    fields.push({ field: field.key, path });
  }
  const config = {
    identity: { phone: '$.payload.invitee.phone', email: '$.payload.invitee.email' },
    profile: { firstName: '$.payload.invitee.first_name', lastName: '$.payload.invitee.last_name' },
    fields,
    flow,
    limit: null,
  };
  const webhook = await call(fieldhook, 'createWebhook', { body: { name: 'Pipeline', config } });
  await call(fieldhook, 'updateWebhook', { params: { id: webhook.id }, body: { active: true } });
  return webhook.address;
}
