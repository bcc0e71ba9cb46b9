import { expect, it } from 'vitest';
import { builderOptions } from '../../../electron/packaging/builder-options.mjs';

it('installed apps look for updates nowhere, unless whoever packs names a place', () => {
  expect(builderOptions({})).toEqual({ kind: 'options', options: ['--publish=never'] });
  expect(builderOptions({ FIELDHOOK_UPDATE_FEED: '' })).toEqual({ kind: 'options', options: ['--publish=never'] });
  expect(builderOptions({ FIELDHOOK_UPDATE_FEED: 'https://mail.example/fieldhook/' })).toEqual({
    kind: 'options',
    options: ['--publish=never', '-c.publish.provider=generic', '-c.publish.url=https://mail.example/fieldhook/'],
  });
});

it('updates come over https only', () => {
  for (const feed of ['http://mail.example/', 'file:///tmp/', 'mail.example', 'javascript:https://mail.example']) {
    const sentence = `FIELDHOOK_UPDATE_FEED has to be an address that begins with https://, not “${feed}”.`;
    expect(builderOptions({ FIELDHOOK_UPDATE_FEED: feed })).toEqual({ kind: 'refused', sentence });
  }
});
