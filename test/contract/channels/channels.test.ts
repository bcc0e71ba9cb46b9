import { describe } from 'vitest';
import type { ChannelPorts } from '#engine/channels/channel.ts';
import { CHANNEL_PROVIDERS } from '#engine/channels/providers.ts';
import { XmlReader } from '#engine/formats/xml-reader.ts';
import { MESSAGE_CHANNELS, type MessageChannel } from '#shared/contract/message.ts';
import { type ChannelUnderTest, CREDENTIAL, type FarSide, itIsAChannel, SAID } from './conformance.ts';
import { answering, dying, fakeProvider, type Respond } from './fake-provider.ts';
import { mailServer, refusing } from './mail-server.ts';

const PORTS: ChannelPorts = { fetch, now: () => 0, notify: () => false };

interface HttpSide {
  account: Record<string, string>;
  accepted: object;
  refused: object;
  textIn: (body: string) => string;
}

function httpMoods({ account, accepted, refused, textIn }: HttpSide): ChannelUnderTest['moods'] {
  const far = (respond: Respond) => async (): Promise<FarSide> => {
    const { url: baseUrl, asked } = await fakeProvider(respond);
    return { account: { ...account, baseUrl }, ports: PORTS, texts: () => asked.map(({ body }) => textIn(body)) };
  };
  return {
    'takes it': far(answering(201, accepted)),
    'refuses it': far(answering(400, refused)),
    'does not know us': far(answering(401, {})),
    'asks to come again': far(answering(429, {})),
    'is not there': async () => {
      const { url: baseUrl, close } = await fakeProvider(dying);
      await close();
      return { account: { ...account, baseUrl }, ports: PORTS, texts: () => [] };
    },
    'takes it and dies': far(dying),
    'takes it and says nothing': (onTaken) => far(onTaken)(),
  };
}

function twilio(textIn: (form: URLSearchParams) => string): ChannelUnderTest['moods'] {
  return httpMoods({
    account: { accountSid: 'AC1', authToken: CREDENTIAL, from: '+442079460000' },
    accepted: { sid: 'SM1' },
    refused: { code: 29_999, message: SAID },
    textIn: (body) => textIn(new URLSearchParams(body)),
  });
}

function spokenIn(form: URLSearchParams): string {
  const read = new XmlReader(form.get('Twiml') ?? '', { depth: 3, values: 10, references: 100 }).read();
  return (read.Response as { Say: { '#text': string } }).Say['#text'];
}

const byMail = (options: Parameters<typeof mailServer>[0]) => async (): Promise<FarSide> => {
  const { account, received } = await mailServer(options);
  const own = { from: 'clinic@example.com', insecure: 'yes', user: 'clinic', password: CREDENTIAL };
  return { account: { ...account, ...own }, ports: PORTS, texts: () => received.map(({ plain }) => plain) };
};
const SIGNED_IN = {
  authOptional: false,
  onAuth: (_auth: unknown, _session: unknown, done: (error: null, response: { user: string }) => void) =>
    done(null, { user: 'clinic' }),
};

const CHANNELS: Record<MessageChannel, ChannelUnderTest> = {
  sms: {
    provider: CHANNEL_PROVIDERS.sms,
    ...{ needs: 'phone', canStart: true, secrets: ['authToken'], to: '+441174960123', quotes: true },
    moods: twilio((form) => form.get('Body') ?? ''),
  },
  whatsapp: {
    provider: CHANNEL_PROVIDERS.whatsapp,
    ...{ needs: 'phone', canStart: false, secrets: ['authToken'], to: '+441174960123', quotes: true },
    moods: twilio((form) => form.get('Body') ?? ''),
  },
  voice: {
    provider: CHANNEL_PROVIDERS.voice,
    ...{ needs: 'phone', canStart: true, secrets: ['authToken'], to: '+441174960123', quotes: true },
    moods: twilio(spokenIn),
  },
  messenger: {
    provider: CHANNEL_PROVIDERS.messenger,
    ...{ needs: 'page-scoped-id', canStart: false, secrets: ['pageToken'], to: '77', quotes: true },
    moods: httpMoods({
      account: { pageToken: CREDENTIAL },
      accepted: { recipient_id: '77', message_id: 'm1' },
      refused: { error: { code: 100, message: SAID } },
      textIn: (body) => (JSON.parse(body) as { message: { text: string } }).message.text,
    }),
  },
  email: {
    provider: CHANNEL_PROVIDERS.email,
    ...{ needs: 'email', canStart: true, secrets: ['password'], to: 'jane@mail.example', quotes: true },
    moods: {
      'takes it': byMail(SIGNED_IN),
      'refuses it': byMail({ ...SIGNED_IN, onRcptTo: (_address, _session, done) => done(refusing(550, SAID)) }),
      'does not know us': byMail({ ...SIGNED_IN, onAuth: (_auth, _session, done) => done(refusing(535)) }),
      'asks to come again': byMail({ ...SIGNED_IN, onRcptTo: (_address, _session, done) => done(refusing(452)) }),
      'is not there': async () => ({
        account: { host: '127.0.0.1', port: '1', from: 'clinic@example.com', insecure: 'yes', password: CREDENTIAL },
        ports: PORTS,
        texts: () => [],
      }),
      'takes it and dies': async () => {
        const { account, cut } = await mailServer({ onData: (stream) => void stream.resume().on('end', () => cut()) });
        return { account: { ...account, from: 'clinic@example.com', insecure: 'yes' }, ports: PORTS, texts: () => [] };
      },
      'takes it and says nothing': (onTaken) =>
        byMail({ ...SIGNED_IN, onData: (stream) => void stream.resume().on('end', onTaken) })(),
    },
  },
  desktop: {
    provider: CHANNEL_PROVIDERS.desktop,
    ...{ needs: 'nothing', canStart: true, secrets: [], to: '', quotes: false },
    // It is shown or it is not, at once.
    moods: { 'takes it': () => onScreen(true), 'refuses it': () => onScreen(false) },
  },
};

async function onScreen(isShown: boolean): Promise<FarSide> {
  const shown: string[] = [];
  const notify = (_title: string, text: string) => {
    shown.push(text);
    return isShown;
  };
  return { account: {}, ports: { ...PORTS, notify }, texts: () => shown };
}

describe.each(MESSAGE_CHANNELS)('%s', (channel) => itIsAChannel(CHANNELS[channel]));
