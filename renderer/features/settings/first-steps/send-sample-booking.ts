import { call, DoorError } from '#renderer/door/client.ts';

const NAME = 'Sample bookings';

/**
 * Makes a webhook and sends it a sample booking over HTTP, the same way a real one arrives: it listens first, so that the request
 * becomes the sample although the webhook is still switched off. One that was made so before is used again, unless it has been switched on.
 * Resolves to the webhook's id; rejects with a DoorError.
 */
export async function sendSampleBooking(): Promise<string> {
  const made = (await call('listWebhooks', {})).find(({ name, active }) => name === NAME && !active);
  const { id } = made ?? (await call('createWebhook', { body: { name: NAME } }));
  const params = { id };
  await call('startListening', { params });
  const { deliveryId } = await call('sendSample', { params, body: { sample: 'booking' } });
  await call('stopListening', { params });
  if (deliveryId !== null && (await call('getSample', { params })) === null) await keepAsSample(id, deliveryId);
  return id;
}

async function keepAsSample(id: string, deliveryId: string): Promise<void> {
  const { parsed } = await call('getDelivery', { params: { id: deliveryId } });
  if (!parsed?.ok)
    throw new DoorError({ code: 'INTERNAL', message: 'The sample could not be read.', next: 'Try again.' });
  await call('putSample', {
    params: { id },
    body: { text: parsed.closedText ?? parsed.text, contentType: 'application/json', deliveryId },
  });
}
