import type { Page } from 'playwright-core';
import type { Demo } from './demo.ts';

/** A screen, or a state of one, as it is reached from anywhere. */
export interface Place {
  name: string;
  route: string;
  /** What stands there once it is there. */
  ready: string;
  /** What is opened on it. */
  act?: (page: Page) => Promise<void>;
}

const scrollTo = (heading: string) => (page: Page) =>
  page
    .getByRole('heading', { level: 2, name: heading, exact: true })
    .evaluate((element) => element.scrollIntoView({ block: 'start' }));
const opens = (key: string) => async (page: Page) => {
  await page.keyboard.press(key);
  await page.getByRole('dialog').waitFor();
};

/** On a folder that is in use. */
export function demoPlaces(demo: Demo): Place[] {
  const editor = `/webhooks/${demo.bookings.id}`;
  return [
    { name: 'webhooks', route: '/', ready: 'How it goes' },
    {
      name: 'webhooks-new',
      route: '/',
      ready: 'Shop orders',
      act: (page) => page.getByRole('button', { name: 'New webhook' }).click(),
    },
    {
      name: 'status',
      route: '/',
      ready: 'Shop orders',
      act: (page) => page.getByRole('button', { name: /public address ready/i }).click(),
    },
    { name: 'search', route: '/', ready: 'Shop orders', act: opens('Control+k') },
    { name: 'keys', route: '/', ready: 'Shop orders', act: opens('Control+/') },
    { name: 'editor', route: editor, ready: 'If this request arrived now' },
    { name: 'editor-map', route: editor, ready: 'If this request arrived now', act: scrollTo('Map') },
    { name: 'editor-then', route: editor, ready: 'If this request arrived now', act: scrollTo('Then') },
    { name: 'editor-check', route: editor, ready: 'If this request arrived now', act: scrollTo('Check and switch on') },
    {
      name: 'editor-listening',
      route: editor,
      ready: 'If this request arrived now',
      act: (page) => page.getByRole('button', { name: 'Listen to payload data' }).click(),
    },
    {
      name: 'webhooks-export',
      route: '/',
      ready: 'Shop orders',
      act: async (page) => {
        await page.getByRole('button', { name: 'Export all' }).click();
        await page.getByRole('region', { name: 'What the file tells' }).waitFor();
      },
    },
    { name: 'import', route: '/import', ready: 'You see what would happen first.' },
    {
      name: 'import-form',
      route: '/import',
      ready: 'You see what would happen first.',
      act: async (page) => {
        const form = page.getByRole('form', { name: 'Settings of the webhook' });
        await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Spring bookings');
        await form.getByRole('textbox', { name: 'Phone' }).fill('$.contact.phone[');
        await form.getByRole('combobox', { name: 'Custom field' }).first().fill('Booking start');
        await form.getByRole('textbox', { name: 'JSON path of' }).first().fill('$.items[(@.length-1)].start');
      },
    },
    {
      name: 'import-plan',
      route: '/import',
      ready: 'You see what would happen first.',
      act: async (page) => {
        const text = await page.evaluate(async (id) => {
          const answer = await fetch(`/api/webhooks/${id}/export`, { headers: { 'x-fieldhook-csrf': '1' } });
          return ((await answer.json()) as { text: string }).text;
        }, demo.bookings.id);
        await page.getByRole('tab', { name: 'Paste it' }).click();
        const changed = text.replace(/"text": "/, '"text": "Good day! ');
        await page.getByRole('textbox', { name: 'Settings as text' }).fill(changed);
        await page.getByRole('button', { name: 'Show what the file would do' }).click();
        await page.getByRole('heading', { level: 1, name: 'What this import would do' }).waitFor();
      },
    },
    { name: 'contacts', route: '/contacts', ready: 'ravi.patel@mail.example' },
    {
      name: 'contacts-chosen',
      route: '/contacts',
      ready: 'ravi.patel@mail.example',
      act: (page) => page.getByRole('checkbox', { name: 'Choose Ravi Patel' }).click(),
    },
    { name: 'contact', route: `/contacts/${demo.contact}`, ready: 'Known by' },
    { name: 'contacts-import', route: '/contacts/import', ready: 'The first row names the columns.' },
    { name: 'conflicts', route: '/conflicts', ready: 'Front desk' },
    { name: 'conflict', route: `/conflicts/${demo.conflict}`, ready: 'The request says' },
    { name: 'flows', route: '/flows', ready: 'Booking confirmation' },
    { name: 'flow-editor', route: `/flows/${demo.flow}`, ready: 'Booking confirmation' },
    { name: 'fields', route: '/fields', ready: 'booking_start' },
    { name: 'outbox', route: '/outbox', ready: 'Not really sent' },
    { name: 'message', route: `/outbox/${demo.message}`, ready: 'Not really sent' },
    { name: 'log', route: '/log', ready: 'Wei Chen' },
    { name: 'log-entry', route: `/log/${demo.delivery}`, ready: 'Who, and why' },
    { name: 'log-unreadable', route: `/log/${demo.unreadable}`, ready: 'line 1, column' },
    { name: 'settings', route: '/settings', ready: 'This is me' },
    { name: 'channel', route: '/settings/channels/sms', ready: 'Quiet hours' },
    { name: 'help', route: '/help', ready: 'Create a webhook' },
    { name: 'help-topic', route: '/help/map', ready: 'Good to know' },
    { name: 'nowhere', route: '/nowhere', ready: 'This page does not exist' },
  ];
}

/** On an empty folder. */
export const EMPTY_PLACES: readonly Place[] = [
  { name: 'first-start', route: '/', ready: 'Set up step by step' },
  { name: 'setup-business', route: '/setup/business', ready: 'Step 1 of 4' },
  { name: 'setup-you', route: '/setup/you', ready: 'Step 2 of 4' },
  { name: 'setup-address', route: '/setup/address', ready: 'Step 3 of 4' },
  { name: 'empty-contacts', route: '/contacts', ready: 'No contacts yet' },
  { name: 'empty-conflicts', route: '/conflicts', ready: 'Nothing waits for you' },
  { name: 'empty-flows', route: '/flows', ready: 'No flows yet' },
  { name: 'empty-fields', route: '/fields', ready: 'No fields yet' },
  { name: 'empty-outbox', route: '/outbox', ready: 'No messages yet' },
  { name: 'empty-log', route: '/log', ready: 'No requests yet' },
];

/** What leaves a webhook behind. */
export const TRIED_PLACES: readonly Place[] = [
  {
    name: 'setup-try',
    route: '/setup/try',
    ready: 'Step 4 of 4',
    act: async (page) => {
      await page.getByRole('button', { name: 'Send a sample booking' }).click();
      await page.getByRole('button', { name: 'Keep this and see how it is made' }).waitFor();
    },
  },
];

/** After the public address has changed. */
export const CHANGED_PLACES: readonly Place[] = [
  { name: 'address-changed', route: '/', ready: 'Your public address changed' },
];
