import fc from 'fast-check';
import { expect, it } from 'vitest';
import { speak } from '#engine/channels/twiml.ts';
import { XmlReader } from '#engine/formats/xml-reader.ts';

/** As a reader of XML understands it. */
function heard(text: string, language = 'en-GB'): unknown {
  return new XmlReader(speak(text, language), { depth: 3, values: 10, references: 10_000 }).read();
}

it.each([
  ['what looks like TwiML', 'A & B</Say><Dial>+1900</Dial>', 'A & B</Say><Dial>+1900</Dial>'],
  ['what looks like the end of CDATA', ']]> <![CDATA[ x', ']]> <![CDATA[ x'],
  ['what looks like an entity', '&lt; &#0; &evil;', '&lt; &#0; &evil;'],
  ['a comment and an instruction', '<!-- x --><?xml version="9"?>', '<!-- x --><?xml version="9"?>'],
  ['line ends', 'a\r\nb\nc\td', 'a\r\nb\nc\td'],
  ['controls that XML cannot hold', 'a\u0000b\u0007c\u001fd\ufffee\uffff', 'abcde'],
  ['halves of characters', 'a\ud800b\udc00c', 'a\ufffdb\ufffdc'],
  ['all that people write', 'Grüße, 你好 😀 “so” it’s', 'Grüße, 你好 😀 “so” it’s'],
])('K7 a call speaks %s as text', (_, text, expected) => {
  expect(heard(text)).toEqual({ Response: { Say: { '@language': 'en-GB', '#text': expected } } });
});

it('K7 a language cannot leave its place', () => {
  const language = 'de"><Dial>+1900</Dial><Say a=\'&\u0001\ud800';
  const expected = 'de"><Dial>+1900</Dial><Say a=\'&\ufffd';
  expect(heard('Hi', language)).toEqual({ Response: { Say: { '@language': expected, '#text': 'Hi' } } });
});

it('K7 whatever is spoken, the call says it and nothing else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, language) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold these.
      const sayable = `x${text}`.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
      const read = heard(`x${text}`, `x${language}`) as { Response: { Say: { '#text': string } } };
      expect(Object.keys(read.Response)).toEqual(['Say']);
      expect(read.Response.Say['#text'].trim()).toBe(sayable.toWellFormed().trim());
    }),
    { numRuns: 50 },
  );
});
