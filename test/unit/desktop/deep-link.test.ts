import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOfArguments, placeOfLink } from '#desktop/deep-link.ts';

const PLACE =
  /^\/$|^\/(log|contacts|conflicts|fields|flows|outbox|settings)$|^\/(webhooks|log|contacts|conflicts|flows|outbox)\/[A-Za-z0-9_-]{1,64}$/;

describe('I10 a link into the app', () => {
  it.each([
    ['fieldhook://open/webhooks', '/'],
    ['fieldhook://open/log', '/log'],
    ['fieldhook://open/log/dlv_0mwwh4pu', '/log/dlv_0mwwh4pu'],
    ['fieldhook://open/contacts/con_1-A', '/contacts/con_1-A'],
    ['fieldhook://open/settings', '/settings'],
  ])('%s shows %s', (link, place) => {
    expect(placeOfLink(link)).toBe(place);
  });

  it.each([
    'fieldhook://open',
    'fieldhook://open/',
    'fieldhook://open/import',
    'fieldhook://open/settings/channels',
    'fieldhook://open/log/',
    'fieldhook://open/log/a/b',
    'fieldhook://open/log/..',
    'fieldhook://open/log/%2e%2e',
    'fieldhook://open/log/a?x=1',
    'fieldhook://open/log/a#/settings',
    'fieldhook://open/log?filter=x',
    'fieldhook://open/toString',
    'fieldhook://open/log/https:evil.test',
    'fieldhook://import/log',
    'fieldhook://open.evil/log',
    'fieldhook://user@open/log',
    'FIELDHOOK://open/log',
    'https://open/log',
    'javascript:alert(1)',
    `fieldhook://open/log/${'a'.repeat(65)}`,
    `fieldhook://open/log/${'a'.repeat(100_000)}`,
    '',
  ])('%j shows nothing', (link) => {
    expect(placeOfLink(link)).toBeNull();
  });

  it('leads to a known screen or nowhere, whatever follows', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'webhooks',
        'log',
        'contacts',
        'settings',
        '/',
        '..',
        '%2f',
        '#',
        '?',
        '\\',
        '\n',
        ':',
        '//',
        '@',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const place = placeOfLink(`fieldhook://open/${pieces.join('')}`);
        expect(place === null || PLACE.test(place)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('is found on a command line among what is somebody else’s', () => {
    expect(placeOfArguments(['--data', '/x', 'fieldhook://open/import', 'fieldhook://open/log', 'y'])).toBe('/log');
    expect(placeOfArguments(['--data', '/x'])).toBeNull();
    expect(placeOfArguments([...Array(100).fill('x'), 'fieldhook://open/log'])).toBeNull();
  });
});
