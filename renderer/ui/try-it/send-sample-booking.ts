import { call, DoorError } from '#renderer/door/client.ts';

/**
 * Makes a webhook and sends it a sample booking over HTTP, the same way a real one arrives: it listens first, so that the request
 * becomes the sample although the webhook is still switched off. Resolves to the webhook's id; rejects with a DoorError.
 */
export async function sendSampleBooking(): Promise<string> {
  const { id } = await call('createWebhook', { body: { name: 'Sample bookings' } });
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
