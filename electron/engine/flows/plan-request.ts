import type { HttpStep } from '#shared/contract/flow.ts';
import type { NewHttpRequest } from '#shared/contract/flow-work.ts';
import type { Sink } from '../templates/messages.ts';
import { fill, type Rendered, type World } from './world.ts';

export type PlannedRequest = { ok: true; request: NewHttpRequest } | { ok: false; sentence: string };

const JSON_TYPE = 'application/json';

/** The host stands in the text itself, so that no value of a stranger's decides whom we ask. */
export const LITERAL_HOST = /^https?:\/\/[^\s/?#{}@\\]+([/?#]|$)/i;

/** The request of a step, filled in; or why there is none. Whether its address may be reached is decided when it is sent (http-steps). */
export function planRequest(step: HttpStep, world: World): PlannedRequest {
  const failed = (sentence: string): PlannedRequest => ({ ok: false, sentence: `Nothing was requested: ${sentence}` });
  if (!LITERAL_HOST.test(step.url)) return failed('the address must begin with https:// and the name of a host.');
  const url = fill(step.url, world, 'url');
  if (!url.ok) return failed(say(url, 'the address'));
  if (!URL.canParse(url.text)) return failed('the address is not a web address.');
  if (step.url.includes('{') && leadsUp(url.text)) return failed('“.” or “..” in the address would lead elsewhere.');
  const headers: NewHttpRequest['headers'] = [];
  for (const { name, value } of step.headers) {
    const filled = fill(value, world, 'header');
    if (!filled.ok) return failed(say(filled, `the header ${name}`));
    headers.push({ name, value: filled.text });
  }
  const { id, method, canRepeat } = step;
  const request = { step: id, method, url: url.text, canRepeat };
  if (method === 'GET' || step.body.trim() === '') return { ok: true, request: { ...request, headers, body: '' } };
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? JSON_TYPE;
  const body = fill(step.body, world, sinkFor(type));
  if (!body.ok) return failed(say(body, 'the body'));
  if (isJson(type) && !isReadable(body.text)) return failed('the body is not JSON.');
  const typed = headers.some(({ name }) => name.toLowerCase() === 'content-type');
  const all = typed ? headers : [...headers, { name: 'content-type', value: JSON_TYPE }];
  return { ok: true, request: { ...request, headers: all, body: body.text } };
}

function sinkFor(type: string): Sink {
  if (isJson(type)) return 'json';
  if (/^(text|application)\/([\w.+-]+\+)?(xml|html)\b/i.test(type)) return 'xml';
  return /^application\/x-www-form-urlencoded\b/i.test(type) ? 'url' : 'value';
}

/** However it is written, a step of dots leads to another place of the host, and a value is not to choose one. */
function leadsUp(address: string): boolean {
  const [path = ''] = address.split(/[?#]/, 1);
  return path.split(/[/\\]/).some((step) => /^(\.|%2e){1,2}$/i.test(step));
}

function isJson(type: string): boolean {
  return /^application\/([\w.+-]+\+)?json\b/i.test(type);
}

function isReadable(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function say({ sentence }: Extract<Rendered, { ok: false }>, where: string): string {
  return `in ${where}: ${sentence}`;
}
