import { expect, it } from 'vitest';
import type { Account, ChannelPorts, ChannelProvider, OutgoingMessage, SendResult } from '#engine/channels/channel.ts';

/** Stands in every account, and in nothing that is told. */
export const CREDENTIAL = 'secret-token';

/** What whoever takes the messages does with one. */
export type Mood =
  | 'takes it'
  | 'refuses it'
  | 'does not know us'
  | 'asks to come again'
  | 'is not there'
  | 'takes it and dies'
  | 'takes it and says nothing';

export interface FarSide {
  account: Account;
  ports: ChannelPorts;
  /** The text of each message that reached it, as it understands it; of those only that it can still tell of. */
  texts: () => string[];
}

export interface ChannelUnderTest {
  provider: ChannelProvider;
  needs: ChannelProvider['needs'];
  canStart: boolean;
  secrets: string[];
  to: string;
  /** Sentences quote what it says when it refuses, which is SAID. */
  quotes: boolean;
  /** Each mood that it can have. `onTaken` is called when it has taken something of which it will say nothing. */
  moods: Partial<Record<Mood, (onTaken: () => void) => Promise<FarSide>>>;
}

/** Not one line, and not short. */
export const SAID = `No.\u0007 Not${'-long'.repeat(90)}`;

/** How an attempt ends (SN4): only a clear answer is one, and what surely has not left may go again. */
const ENDINGS: Record<Mood, Partial<SendResult>> = {
  'takes it': { state: 'sent' },
  'refuses it': { state: 'failed', again: false },
  'does not know us': { state: 'failed', again: false },
  'asks to come again': { state: 'failed', again: true },
  'is not there': { state: 'failed', again: true },
  'takes it and dies': { state: 'unknown' },
  'takes it and says nothing': { state: 'unknown' },
};

const MESSAGE: Omit<OutgoingMessage, 'to'> = {
  key: 'msg_1',
  subject: 'Your visit',
  text: 'Hi Jane, see you at 10.',
  language: 'en-GB',
  approved: null,
  reportTo: null,
};

const TEXTS = [
  'Hi Jane, see you at 10 & bring “it”.',
  'Grüße, 你好 😀 – it’s “€5”',
  'A & B</Say><Dial>+1900</Dial><script>x</script>',
  '{{ contact.name }} {% if x %} %s $1 \\n "quoted" \'so\'',
  'one\n.\ntwo\n\nBcc: evil@example.com',
  'a&Body=b&To=%2B1900#c?d=e+f%20g',
  'x'.repeat(1600),
];

/** What every channel has to do. */
export function itIsAChannel({ provider, needs, canStart, secrets, to, quotes, moods }: ChannelUnderTest): void {
  const all = Object.entries(moods) as [Mood, NonNullable<ChannelUnderTest['moods'][Mood]>][];

  async function attempt(mood: NonNullable<ChannelUnderTest['moods'][Mood]>, text = MESSAGE.text) {
    const giveUp = new AbortController();
    const far = await mood(() => giveUp.abort());
    const message = { ...MESSAGE, to, text };
    return { far, result: await provider.send(message, far.account, far.ports, giveUp.signal) };
  }

  it('SN3 says what it needs, whether it may write first, and what to enter, in words', () => {
    expect(provider).toMatchObject({ needs, canStart });
    for (const words of [provider.name, ...provider.slots.map(({ label }) => label)]) expect(words).toMatch(/^\p{Lu}/u);
    for (const sentence of [provider.sentence, ...provider.slots.map(({ hint }) => hint)]) {
      expect(sentence).toMatch(/^[\p{Lu}\d].*\.$/u);
    }
    expect(new Set(provider.slots.map(({ name }) => name)).size).toBe(provider.slots.length);
    expect(provider.slots.filter(({ isSecret }) => isSecret).map(({ name }) => name)).toEqual(secrets);
  });

  it.each(all)('SN4 knows how it ended when the other side %s', async (mood, far) => {
    const { result } = await attempt(far);
    expect(result).toMatchObject(ENDINGS[mood]);
  });

  it.each(all)(
    'SN5 asks once, and tells of it in one line without a credential, when the other side %s',
    async (_, far) => {
      const {
        result,
        far: { texts },
      } = await attempt(far);
      expect(texts().length).toBeLessThanOrEqual(1);
      expect(result.sentence).toMatch(/^\p{Lu}[^\n\r]{5,400}[.”]$/u);
      expect(JSON.stringify(result)).not.toContain(CREDENTIAL);
    },
  );

  it.each(TEXTS)('K7 a text arrives as it is, once: %j', async (text) => {
    const {
      far: { texts },
    } = await attempt(moods['takes it']!, text);
    expect(texts()).toEqual([text]);
  });

  if (!quotes) return;
  it('what the other side says is quoted in one line, and no longer than it helps', async () => {
    const { result } = await attempt(moods['refuses it']!);
    expect(result.sentence).toMatch(/ It says: “No\. Not(-long)+[^”\p{Cc}]*…”$/u);
  });
}
