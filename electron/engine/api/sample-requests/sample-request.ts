import type { SAMPLE_REQUESTS } from '#shared/contract/delivery.ts';
import { assertNever } from '#shared/errors.ts';
import { bookingRequest } from './booking.ts';
import { formRequest } from './form.ts';
import { orderRequest } from './order.ts';

export interface SampleRequest {
  contentType: string;
  text: string;
}

/**
 * A made-up request of one of three common shapes, as if it had happened at `now`. Everybody in it is invented: the addresses are on
 * reserved domains and the phone numbers are from ranges that regulators keep free for fiction.
 */
export function sampleRequest(sample: (typeof SAMPLE_REQUESTS)[number], now: number): SampleRequest {
  switch (sample) {
    case 'booking':
      return json(bookingRequest(now));
    case 'order':
      return json(orderRequest(now));
    case 'form':
      return { contentType: 'application/x-www-form-urlencoded', text: formRequest(now) };
    default:
      return assertNever(sample);
  }
}

function json(payload: object): SampleRequest {
  return { contentType: 'application/json', text: JSON.stringify(payload) };
}
