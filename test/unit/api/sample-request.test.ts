import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { describe, expect, it } from 'vitest';
import { sampleRequest } from '#engine/api/sample-requests/sample-request.ts';
import { parseBody } from '#engine/formats/parse-body.ts';
import { SAMPLE_REQUESTS } from '#shared/contract/delivery.ts';
import { NEWEST_PARSER } from '#shared/contract/webhook.ts';

const NOW = Date.parse('2026-03-02T09:30:00Z');

function wordsOf(sample: (typeof SAMPLE_REQUESTS)[number]): string {
  const { text } = sampleRequest(sample, NOW);
  return sample === 'form' ? [...new URLSearchParams(text).values()].join('\n') : text;
}

describe.each(SAMPLE_REQUESTS)('the sample request “%s”', (sample) => {
  it('can be read by the program itself', () => {
    const { contentType, text } = sampleRequest(sample, NOW);
    expect(
      parseBody({ body: new TextEncoder().encode(text), headers: [], contentType, query: '' }, NEWEST_PARSER),
    ).toMatchObject({
      ok: true,
      format: sample === 'form' ? 'form' : 'json',
    });
  });

  it('names only addresses on domains that belong to nobody', () => {
    const domains = [...wordsOf(sample).matchAll(/(?:@|https:\/\/)([\w.-]+)/g)].map(([, domain]) => domain);
    expect(domains.length).toBeGreaterThan(0);
    for (const domain of domains) expect(domain).toMatch(/(^|\.)(example|example\.(com|net|org))$/);
  });

  it('has a phone number that is fictional and yet valid, so that a first try works', () => {
    const phones = wordsOf(sample).match(/\+44[\d ()]*\d/g) ?? [];
    expect(phones.length).toBeGreaterThan(0);
    for (const written of phones) {
      const phone = parsePhoneNumberFromString(written);
      expect(phone?.isValid()).toBe(true);
      expect(phone?.number).toMatch(/^\+44(2079460|1614960)\d{3}$/);
    }
  });

  it('happens now', () => {
    expect(sampleRequest(sample, NOW).text).not.toBe(sampleRequest(sample, NOW + 86_400_000).text);
  });
});

it('the sample booking is for an appointment that is still to come', () => {
  const { payload } = JSON.parse(sampleRequest('booking', NOW).text);
  expect(payload.scheduled_event).toMatchObject({
    start_time: '2026-03-05T09:30:00Z',
    end_time: '2026-03-05T10:00:00Z',
  });
});
