import { expect, it, vi } from 'vitest';
import { createUnsaved } from '#desktop/unsaved.ts';
import { unsavedTeller } from '#renderer/ui/draft/tell-unsaved.ts';

vi.mock('electron', () => ({ dialog: {} }));

it('what would be lost is named, until it is saved or the page is gone', () => {
  const unsaved = createUnsaved();
  expect(unsaved.words()).toBeNull();
  unsaved.tell('webhook', ['Bookings', 'Orders']);
  unsaved.tell('flow', ['Reminder']);
  expect(unsaved.words()).toBe(
    'Changes that have not been saved would be lost: the webhook “Bookings”, the webhook “Orders”, the flow “Reminder”.',
  );
  unsaved.tell('webhook', []);
  expect(unsaved.words()).toBe('Changes that have not been saved would be lost: the flow “Reminder”.');
  unsaved.forget();
  expect(unsaved.words()).toBeNull();
});

it('the page tells the shell of its drafts once per change, and nobody in a browser', () => {
  const told: unknown[] = [];
  const tell = unsavedTeller('webhook');
  tell(['Bookings']);
  vi.stubGlobal('fieldhookShell', { tellUnsaved: async (...args: unknown[]) => void told.push(args) });
  const again = unsavedTeller('webhook');
  again([]);
  again(['Bookings']);
  again(['Bookings']);
  again([]);
  expect(told).toEqual([
    ['webhook', ['Bookings']],
    ['webhook', []],
  ]);
});
