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
  unsaved.tell('form', ['the new contact']);
  unsaved.tell('webhook', []);
  expect(unsaved.words()).toBe('Changes that have not been saved would be lost: the flow “Reminder”, the new contact.');
  unsaved.forget();
  expect(unsaved.words()).toBeNull();
});

it('the page tells the shell of its drafts once per change, and in a browser asks by itself', () => {
  const told: unknown[] = [];
  const page = new EventTarget();
  const isAsked = () => !page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  const tell = unsavedTeller('webhook');
  tell(['Bookings']);
  expect(isAsked()).toBe(true);
  tell([]);
  expect(isAsked()).toBe(false);

  vi.stubGlobal('fieldhookShell', { tellUnsaved: async (...args: unknown[]) => void told.push(args) });
  const again = unsavedTeller('form');
  again([]);
  again(['the settings']);
  again(['the settings']);
  again(['the settings', 'the new contact']);
  expect(isAsked()).toBe(true);
  again([]);
  expect(isAsked()).toBe(false);
  expect(told).toEqual([
    ['form', ['the settings']],
    ['form', ['the settings', 'the new contact']],
    ['form', []],
  ]);
});
