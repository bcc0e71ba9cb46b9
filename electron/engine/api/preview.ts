import type { Field } from '#shared/contract/field.ts';
import type { RouteRequest } from '#shared/contract/routes.ts';
import { AppError } from '#shared/errors.ts';
import { parseContentType } from '../formats/content-type.ts';
import { parseBody } from '../formats/parse-body.ts';
import { decideDelivery } from '../process/decide-delivery.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import { parsedView } from './parsed-view.ts';
import type { ApiServices } from './services.ts';

type PreviewBody = RouteRequest<'preview'>['body'];

export function previewHandlers(services: ApiServices) {
  const { store } = services;
  return {
    /** The live path's own calls with another last step: what they decide is shown and thrown away (PR5). */
    async preview({ params, body }) {
      const webhook = found(await store.webhooks.get(params.id), 'webhook');
      const parsed = parseBody(await payloadOf(services, body.source));
      const { receipt } = decideDelivery(
        {
          parsed,
          config: body.config,
          configVersion: webhook.version,
          fields: [...(await store.fields.list()), ...imagined(services, body.newFields)],
          settings: await store.settings.get(),
        },
        store.contacts.find,
      );
      return { parsed: parsedView(parsed), receipt };
    },
  } satisfies Partial<Handlers>;
}

async function payloadOf({ store }: ApiServices, source: PreviewBody['source']) {
  if ('text' in source) {
    return {
      body: new TextEncoder().encode(source.text),
      headers: [],
      contentType: inUtf8(source.contentType),
      query: '',
    };
  }
  const { headers, contentType, query } = found(await store.deliveries.get(source.deliveryId), 'delivery');
  const body = await store.deliveries.body(source.deliveryId);
  if (body === null) throw new AppError('NOTHING_TO_PREVIEW', 'The raw text of this request is not kept.');
  return { body, headers, contentType, query };
}

/** The screen holds the payload as text; in which encoding it once arrived no longer matters. */
function inUtf8(contentType: string): string {
  return parseContentType(contentType).mediaType ?? '';
}

function imagined({ clock }: ApiServices, fields: PreviewBody['newFields']): Field[] {
  return fields.map((field) => ({ ...field, createdAt: instant(clock.now()), contacts: 0, usedBy: [] }));
}
