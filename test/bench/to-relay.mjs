// `node --import ./to-relay.mjs`: whoever asks localtunnel's public relay asks the one at FAKE_RELAY instead.
const PUBLIC_RELAY = 'https://localtunnel.me/';
const { fetch } = globalThis;

globalThis.fetch = (address, request) =>
  fetch(String(address).replace(PUBLIC_RELAY, `${process.env.FAKE_RELAY}/`), request);
