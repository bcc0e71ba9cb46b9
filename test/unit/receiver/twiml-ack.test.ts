import { describe, expect, it } from 'vitest';
import { post, startReceiver, TOKEN } from './start-receiver.ts';

const FORM = 'MessageSid=SM1&From=%2B441174960123&Body=Hello';
const TWILIO = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': 'made-up' };

describe('requests of Twilio', () => {
  it('are told in TwiML that there is nothing to say', async () => {
    const { url, store } = await startReceiver();
    const answer = await post(`${url}/h/${TOKEN}`, FORM, TWILIO);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await answer.text()).toBe('<?xml version="1.0" encoding="UTF-8"?><Response/>');
    expect(store.rows).toMatchObject([{ answered: 200, sizeBytes: FORM.length }]);
  });

  it('RC1 RC5 are not told so when they were not taken', async () => {
    const broken = await startReceiver();
    broken.store.fault = new Error('disk');
    const off = await startReceiver({ active: false });
    for (const { url } of [broken, off]) {
      const answer = await post(`${url}/h/${TOKEN}`, FORM, TWILIO);
      expect([answer.status, await answer.text()]).toEqual([503, expect.not.stringContaining('Response')]);
    }
  });

  it('the same form from anybody else gets the answer of every request', async () => {
    const { url } = await startReceiver();
    const answer = await post(`${url}/h/${TOKEN}`, FORM, { 'content-type': TWILIO['content-type'] });
    expect(await answer.json()).toMatchObject({ status: 'accepted' });
  });
});
