import { describe, expect, it } from 'vitest';
import { post, startReceiver, TOKEN } from './start-receiver.ts';

const MESSAGE = `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">
 <soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <Notification><Id>04l000000000001</Id></Notification>
  </notifications>
 </soapenv:Body>
</soapenv:Envelope>`;
const XML = { 'content-type': 'text/xml; charset=UTF-8', soapaction: '""' };

describe('outbound messages of Salesforce', () => {
  it('RC3 are told that they were stored in a SOAP envelope', async () => {
    const { url, store } = await startReceiver();
    const answer = await post(`${url}/h/${TOKEN}`, MESSAGE, XML);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    expect(await answer.text()).toMatch(
      /^<\?xml .*<notificationsResponse xmlns="http:\/\/soap\.sforce\.com\/2005\/09\/outbound"><Ack>true<\/Ack><\/notificationsResponse>/,
    );
    expect(store.rows).toMatchObject([{ answered: 200, sizeBytes: Buffer.byteLength(MESSAGE) }]);
  });

  it('RC1 are not told so when they were not stored', async () => {
    const { url, store } = await startReceiver();
    store.fault = new Error('disk');
    const answer = await post(`${url}/h/${TOKEN}`, MESSAGE, XML);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('Ack');
  });

  it('RC5 are not told so by a webhook that is switched off', async () => {
    const { url } = await startReceiver({ active: false });
    const answer = await post(`${url}/h/${TOKEN}`, MESSAGE, XML);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('Ack');
  });

  it.each([
    ['other XML', '<a/>', XML],
    ['the same words in another format', MESSAGE, { 'content-type': 'text/plain' }],
    ['the words far from the start', `<a>${' '.repeat(5000)}${MESSAGE}</a>`, XML],
  ])('RC3 %s gets the answer of every request', async (_what, body, headers) => {
    const { url } = await startReceiver();
    const answer = await post(`${url}/h/${TOKEN}`, body, headers);
    expect(await answer.json()).toMatchObject({ status: 'accepted' });
  });
});
