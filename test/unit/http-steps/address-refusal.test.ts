import { describe, expect, it } from 'vitest';
import { hostRefusal } from '#engine/http-steps/address-refusal.ts';

const inside = (host: string) => `${host} is inside your own network. Allow it in the settings if this is meant.`;

describe('TRUST: what is said of a host while a flow that asks it is written', () => {
  it.each<[string, string, string | null]>([
    ['a name', 'https://hooks.example.com/', null],
    ['a name with a port', 'https://hooks.example.com:8443', null],
    ['a name that only looks alike', 'https://localhost.example.com', null],
    ['an address of the internet', 'https://93.184.215.14/', null],
    ['this computer', 'http://127.0.0.1:8080/', inside('127.0.0.1')],
    ['this computer, as one number', 'http://2130706433/', inside('127.0.0.1')],
    ['this computer, in IPv6', 'http://[::1]/', inside('::1')],
    ['the owner’s network', 'http://192.168.1.20/', inside('192.168.1.20')],
    ['where clouds keep their secrets', 'http://169.254.169.254/', inside('169.254.169.254')],
    ['localhost', 'http://localhost:3000/', inside('localhost')],
    ['localhost with a dot', 'http://LOCALHOST./', inside('localhost.')],
    ['a name below it', 'http://app.localhost/', inside('app.localhost')],
    ['a name of the neighbourhood', 'http://printer.local/', inside('printer.local')],
    ['a name that only this network has', 'http://nas.home.arpa/', inside('nas.home.arpa')],
    ['a name for companies', 'https://wiki.internal/', inside('wiki.internal')],
    ['a name without a dot', 'http://nas/', inside('nas')],
    ['what the settings allow', 'http://192.168.1.7:5678/', null],
    ['a name that the settings allow', 'http://n8n/', null],
    ['what is no host', 'https://exa%mple/', 'The address is not a web address.'],
  ])('%s', (_, origin, refusal) => {
    expect(hostRefusal(origin, ['192.168.1.7', 'n8n'])).toBe(refusal);
  });
});
