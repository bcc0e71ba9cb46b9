import { describe, expect, it } from 'vitest';
import { pageForFiles } from '#renderer/ui/given-files.ts';

describe('files that are dropped onto the window', () => {
  it.each([
    ['people.csv', '/', 'contacts'],
    ['People.XLSX', '/import', 'contacts'],
    ['bookings.fieldhook', '/', 'webhooks'],
    ['bookings.fieldhook', '/contacts/import', 'webhooks'],
    ['people.txt', '/', 'webhooks'],
    ['people.txt', '/contacts/import', 'contacts'],
    ['people', '/contacts/import', 'contacts'],
    ['csv', '/', 'webhooks'],
  ])('%s on %s is about %s', (name, path, page) => {
    expect(pageForFiles([name], path)).toBe(page);
  });

  it('of several kinds are for the page that is open', () => {
    expect(pageForFiles(['people.csv', 'bookings.fieldhook'], '/')).toBe('webhooks');
    expect(pageForFiles(['people.csv', 'bookings.fieldhook'], '/contacts/import')).toBe('contacts');
    expect(pageForFiles(['people.csv', 'more.csv'], '/')).toBe('contacts');
    expect(pageForFiles([], '/')).toBe('webhooks');
  });
});
