import type { Answer } from './answers.ts';

/** Stands near the start of every outbound message of Salesforce. */
const NAMESPACE = 'http://soap.sforce.com/2005/09/outbound';
const LOOKED_AT = 4 * 1024;

const BODY = `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body><notificationsResponse xmlns="${NAMESPACE}"><Ack>true</Ack></notificationsResponse></soapenv:Body></soapenv:Envelope>`;

/** “Stored”, in the only words that Salesforce understands: without them it sends the message again for a day. */
export const SOAP_ACK: Answer = {
  status: 200,
  headers: ['content-type', 'text/xml; charset=utf-8', 'content-length', String(BODY.length)],
  body: BODY,
};

/** Whether a sender waits for that answer. A look for fixed bytes, no parsing: a wrong yes changes the words of a 200 and nothing else. */
export function isOutboundMessage(contentType: string | undefined, body: Buffer): boolean {
  return /^\s*text\/xml\b/i.test(contentType ?? '') && body.subarray(0, LOOKED_AT).includes(NAMESPACE);
}
