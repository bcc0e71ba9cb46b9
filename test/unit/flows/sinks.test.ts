import { describe, expect, it } from 'vitest';
import { htmlOf } from '#engine/channels/email-body.ts';
import { planMessage } from '#engine/flows/plan-message.ts';
import { planRequest } from '#engine/flows/plan-request.ts';
import { XmlReader } from '#engine/formats/xml-reader.ts';
import type { HttpStep, SendStep, StepInput } from '#shared/contract/flow.ts';
import { flow, world } from './world.ts';

/** What strangers may send, as a person would read it, and as it is where nothing but text may stand: without controls and halves of characters. */
const VALUES: [what: string, value: string, text: string][] = [
  ['quotes and a brace', '", "admin": true, "x": "}', '", "admin": true, "x": "}'],
  ['tags', "</v><script>alert(1)</script><v a='b'>", "</v><script>alert(1)</script><v a='b'>"],
  ['entities', '&lt; &amp; &#0; &evil;', '&lt; &amp; &#0; &evil;'],
  ['what separates values in addresses', 'a&b=c#d?e/f\\g%00%2e;h+i j', 'a&b=c#d?e/f\\g%00%2e;h+i j'],
  ['a template', '{{ contact.phone }}{% if true %}x{% endif %}', '{{ contact.phone }}{% if true %}x{% endif %}'],
  ['line ends', 'a\r\nSet-Cookie: b\nBcc: c', 'a\r\nSet-Cookie: b\nBcc: c'],
  ['controls', 'a\u0000b\u0008c\u001bd', 'abcd'],
  ['half a character', 'a\ud800b', 'a\ufffdb'],
  ['what people write', 'Zoë’s “€5” 你好 😀', 'Zoë’s “€5” 你好 😀'],
];

function request(change: Partial<Extract<StepInput, { kind: 'http' }>>, value: string) {
  const { steps } = flow([{ id: 'hhhh', kind: 'http', url: 'https://example.com/', ...change }]);
  return planRequest(steps[0] as HttpStep, world({ payload: { v: value } }));
}

function asked(change: Parameters<typeof request>[0], value: string) {
  const planned = request(change, value);
  if (!planned.ok) throw new Error(planned.sentence);
  return planned.request;
}

function message(channel: 'sms' | 'email', value: string) {
  const send = { id: 'send', kind: 'send', channel, subject: 'On {{ payload.v }}', text: '[{{ payload.v }}]' } as const;
  return planMessage(flow([send]).steps[0] as SendStep, world({ payload: { v: value } }));
}

const typed = (type: string) => ({ method: 'POST' as const, headers: [{ name: 'Content-Type', value: type }] });
const xmlIn = (text: string) => new XmlReader(text, { depth: 9, values: 99, references: 999 }).read();
const withoutHalves = (value: string) => value.toWellFormed();

describe.each(VALUES)('K7 a value with %s stays one value', (_, value, text) => {
  it('in a body of JSON', () => {
    const { body } = asked({ method: 'POST', body: '{"v":"{{ payload.v }}","all":{{ payload | json }}}' }, value);
    expect(JSON.parse(body)).toEqual({ v: withoutHalves(value), all: { v: value } });
  });

  it('in a form', () => {
    const step = { ...typed('application/x-www-form-urlencoded'), body: 'a=1&v={{ payload.v }}' };
    expect([...new URLSearchParams(asked(step, value).body)]).toEqual([
      ['a', '1'],
      ['v', withoutHalves(value)],
    ]);
  });

  it.each(['application/xml', 'text/xml; charset=utf-8', 'application/soap+xml', 'text/html'])(
    'in a body of %s',
    (type) => {
      const body = '<a v="{{ payload.v }}"><b>{{ payload.v }}</b><c>{{ payload.v | escape }}</c></a>';
      const read = text.replace(/\r\n/g, '\n');
      expect(
        JSON.parse(JSON.stringify(xmlIn(asked({ ...typed(type), body }, value).body)).replaceAll('\\r\\n', '\\n')),
      ).toEqual({
        a: { '@v': expect.any(String), b: read, c: read },
      });
    },
  );

  it('in an address', () => {
    const url = new URL(asked({ url: 'https://example.com/p/{{ payload.v }}/q?a=1&v={{ payload.v }}' }, value).url);
    expect(url.host).toBe('example.com');
    expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'p', withoutHalves(value), 'q']);
    expect([...url.searchParams]).toEqual([
      ['a', '1'],
      ['v', withoutHalves(value)],
    ]);
    expect(url.hash).toBe('');
  });

  it('in a header', () => {
    const { headers } = asked({ headers: [{ name: 'X-Note', value: 'v: {{ payload.v }}' }] }, value);
    expect(headers).toHaveLength(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not be there.
    expect(headers[0]!.value).toMatch(/^v: [^\u0000-\u001f\u007f]+$/);
  });

  it('in an SMS, which is text', () => {
    const sent = message('sms', value);
    expect(sent.state).toBe('queued');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not be there.
    expect(sent.text).toMatch(/^\[[^\u0000-\u0008\u000b-\u001f\u007f]+\]$/);
    expect(sent.text.replaceAll(' ', '')).toBe(`[${text}]`.replaceAll('\r\n', '\n').replaceAll(' ', ''));
  });

  it('in an e-mail: its subject is one line, its HTML has the tags that are ours', () => {
    const { subject, text: plain } = message('email', value);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what must not be there.
    expect(subject).toMatch(/^On [^\u0000-\u001f\u007f]+$/);
    const html = htmlOf(plain);
    const tags = html.match(/<[^>]*>/g)!.filter((tag) => !['<p>', '</p>', '<br>'].includes(tag));
    expect(tags).toEqual(['<!doctype html>', '<html>', '<body>', '</body>', '</html>']);
  });
});

it.each(['..', '.'])('K7 the value “%s” does not choose another place of the host', (value) => {
  const sentence = 'Nothing was requested: “.” or “..” in the address would lead elsewhere.';
  for (const url of [
    'https://example.com/p/{{ payload.v }}/q',
    'https://example.com/p/{{ payload.v }}?a={{ payload.v }}',
  ]) {
    expect(request({ url }, value)).toEqual({ ok: false, sentence });
  }
  expect(asked({ url: 'https://example.com/p?a={{ payload.v }}' }, value).url).toBe(`https://example.com/p?a=${value}`);
});

it('K7 dots that a value puts together do not either', () => {
  expect(request({ url: 'https://example.com/p/.{{ payload.v }}/q' }, '.')).toMatchObject({ ok: false });
});
