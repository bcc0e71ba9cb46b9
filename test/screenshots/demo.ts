import { FIRST_CONTACT_COLUMNS } from '#shared/contract/contact-columns.ts';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { type Webhook, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { configOfRecipe } from '#shared/recipes/config-of-recipe.ts';
import { RECIPES } from '#shared/recipes/recipes.ts';
import { call } from '#test/bench/with-fieldhook.ts';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';

/** A made-up clinic with everything that a screen can show. Names and numbers belong to nobody. */
const PEOPLE = [
  ['Jane', 'Doe', '0117 496 0123', 'First consultation'],
  ['Ravi', 'Patel', '+44 117 496 0145', 'Massage, 60 minutes'],
  ['Zoë', 'Lindqvist', '0117 496 0167', 'First consultation'],
  ['Tomás', 'Herrera', '+44 20 7946 0018', 'Follow-up'],
  ['Amara', 'Okafor', '020 7946 0031', 'Massage, 30 minutes'],
  ['Wei', 'Chen', '+44 117 496 0188', 'Follow-up'],
  ['Sofia', 'Rossi', '0117 496 0199', 'First consultation'],
  ['Noah', 'Fischer', '+44 20 7946 0077', 'Physiotherapy'],
  ['Ines', 'Maro', '0117 496 0209', 'Physiotherapy'],
  ['Oliver', 'Brown', '0117 496 0250', 'Massage, 60 minutes'],
] as const;

const FLOW: Pick<FlowConfig, 'steps'> = {
  steps: [
    {
      ...{ id: 'send1', kind: 'send', channel: 'sms', subject: '', language: 'en-GB', approved: null },
      text: 'Hi {{ contact.first_name }}, your {{ field.service }} is booked for {{ field.booking_start | date: "%a %d %b, %H:%M" }}. Harbour Clinic',
    },
    { id: 'tag1', kind: 'tag', action: 'add', tag: 'booked' },
    {
      ...{ id: 'wait1', kind: 'wait' },
      wait: { kind: 'at-field', field: 'booking_start', offsetMinutes: -1440, otherwise: 'stop' },
    },
    {
      ...{ id: 'cond1', kind: 'condition' },
      test: { operand: { of: 'contact', slot: 'email' }, comparison: 'exists', value: '' },
      yes: [
        {
          ...{ id: 'send2', kind: 'send', channel: 'email', language: 'en-GB', approved: null },
          subject: 'See you tomorrow',
          text: 'Dear {{ contact.first_name }},\n\nwe look forward to seeing you at {{ field.booking_start | date: "%H:%M" }}.\n\nHarbour Clinic',
        },
      ],
      no: [],
    },
  ],
};

export interface Demo {
  bookings: Webhook;
  /** Ids of what has a page of its own. */
  delivery: string;
  unreadable: string;
  contact: string;
  conflict: string;
  message: string;
  flow: string;
}

/** Fills an empty Fieldhook; resolves when everything that was sent has been worked on. */
export async function fillDemo(fieldhook: Fieldhook, now = Date.now()): Promise<Demo> {
  await call(fieldhook, 'putSettings', { body: settingsAt(fieldhook.receiver) });
  const flow = await call(fieldhook, 'createFlow', { body: { name: 'Booking confirmation', config: FLOW } });
  const bookings = await recipeWebhook(fieldhook, 'calendly', 'Bookings', { flow: flow.key });
  const shop = await recipeWebhook(fieldhook, 'shopify', 'Shop orders', {});
  const form = await recipeWebhook(fieldhook, 'elementor', 'Contact form', {});
  await call(fieldhook, 'createWebhook', { body: { name: 'Newsletter' } });
  const text = JSON.stringify(booking(0, now), null, 2);
  const sample = { text, contentType: 'application/json', deliveryId: null };
  await call(fieldhook, 'putSample', { params: { id: bookings.id }, body: sample });
  for (let one = 0; one < PEOPLE.length; one += 1) await post(bookings, booking(one, now));
  await post(bookings, booking(1, now, { text_reminder_number: null }));
  await post(bookings, { event: 'invitee.created', payload: { name: 'Somebody' } });
  await post(bookings, '{"event": "invitee.created", "payload": ');
  await post(shop, order(2, '64.50'));
  await post(shop, order(3, '18.00'));
  await post(form, 'fields%5Bemail%5D%5Bvalue%5D=amara.okafor%40mail.example&fields%5Bname%5D%5Bvalue%5D=Amara');
  const desk = await careful(fieldhook);
  await post(desk, { phone: '+44 20 7946 0018', email: 'jane.doe@mail.example', name: 'Tomás Herrera' });
  await idle(fieldhook);
  const deliveries = (await call(fieldhook, 'listDeliveries', { query: {} })).items;
  const contacts = (await call(fieldhook, 'listContacts', { query: {} })).items;
  const conflicts = (await call(fieldhook, 'listConflicts', { query: {} })).items;
  const messages = (await call(fieldhook, 'listMessages', { query: {} })).items;
  const idOf = (list: readonly { id: string }[]) => list[0]?.id ?? '';
  return {
    bookings,
    delivery: idOf(deliveries.filter(({ contact }) => contact?.label === 'Wei Chen')),
    unreadable: idOf(deliveries.filter(({ outcome }) => outcome === 'unparsed')),
    contact: contacts.find(({ label }) => label === 'Ravi Patel')?.userNs ?? '',
    conflict: idOf(conflicts),
    message: idOf(messages),
    flow: flow.key,
  };
}

/** The public address as an owner has it who keeps it himself; here it leads straight to the receiver. */
export function settingsAt(url: string): Settings {
  return {
    businessName: 'Harbour Clinic',
    country: 'GB',
    timeZone: 'Europe/London',
    currency: null,
    ownEmails: ['hello@harbour.example'],
    ownPhones: ['+44 117 496 0100'],
    tunnel: { provider: 'own-address', url },
    allowedHosts: [],
    contactColumns: [...FIRST_CONTACT_COLUMNS],
    retention: { bodyDays: 30, bodyMegabytes: 1024, requestDays: 365, messageDays: 365 },
  };
}

async function recipeWebhook(fieldhook: Fieldhook, id: string, name: string, change: object): Promise<Webhook> {
  const recipe = RECIPES.find((one) => one.id === id);
  if (recipe === undefined) throw new Error(`There is no recipe ${id}.`);
  for (const field of recipe.fields) {
    const known = await call(fieldhook, 'listFields', {});
    if (!known.some((one) => one.name === field.name)) {
      await call(fieldhook, 'createField', { body: { name: field.name, type: field.type } });
    }
  }
  const fields = await call(fieldhook, 'listFields', {});
  const keyOf = (wanted: string) => fields.find((field) => field.name === wanted)?.key;
  const config = configOfRecipe(WebhookConfigSchema.parse(change), recipe, keyOf);
  return active(fieldhook, (await call(fieldhook, 'createWebhook', { body: { name, config } })).id);
}

async function careful(fieldhook: Fieldhook): Promise<Webhook> {
  const identity = { phone: '$.phone', email: '$.email', userNs: null, crmContactId: null };
  const config = WebhookConfigSchema.parse({ identity, identification: 'careful', profile: { name: '$.name' } });
  return active(fieldhook, (await call(fieldhook, 'createWebhook', { body: { name: 'Front desk', config } })).id);
}

function active(fieldhook: Fieldhook, id: string): Promise<Webhook> {
  return call(fieldhook, 'updateWebhook', { params: { id }, body: { active: true } });
}

async function post({ address }: Webhook, body: object | string): Promise<void> {
  const type =
    typeof body === 'string' && !body.startsWith('{') ? 'application/x-www-form-urlencoded' : 'application/json';
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await fetch(address, { method: 'POST', headers: { 'content-type': type }, body: text });
  if (!answer.ok) throw new Error(`The demo was answered ${answer.status}.`);
}

async function idle(fieldhook: Fieldhook): Promise<void> {
  while ((await call(fieldhook, 'getHealth', {})).pending > 0) await new Promise(setImmediate);
}

function booking(one: number, now: number, change: object = {}): object {
  const [first, last, phone, service] = PEOPLE[one % PEOPLE.length]!;
  const start = new Date(now + (2 + one) * 86_400_000);
  start.setUTCHours(8 + (one % 8), one % 2 === 0 ? 0 : 30, 0, 0);
  const email = mailOf(first, last);
  return {
    event: 'invitee.created',
    created_at: new Date(now).toISOString(),
    payload: {
      uri: `https://api.calendly.com/scheduled_events/EV-${480 + one}/invitees/IN-${904 + one}`,
      ...{ name: `${first} ${last}`, first_name: first, last_name: last, email, text_reminder_number: phone },
      status: 'active',
      questions_and_answers: [
        { question: 'Where does it hurt?', answer: 'Lower back, mostly in the morning', position: 0 },
        { question: 'How did you hear of us?', answer: 'A friend', position: 1 },
      ],
      scheduled_event: {
        name: service,
        start_time: start.toISOString(),
        end_time: new Date(start.getTime() + 3_600_000).toISOString(),
        location: { type: 'physical', location: '4 Example Quay, Bristol' },
        event_memberships: [{ user_name: 'Harbour Clinic', user_email: 'hello@harbour.example' }],
      },
      ...change,
    },
  };
}

function order(one: number, total: string): object {
  const [first, last, phone] = PEOPLE[one]!;
  const customer = { id: 71_000 + one, first_name: first, last_name: last, email: mailOf(first, last), phone };
  return {
    ...{ id: 82_000 + one, admin_graphql_api_id: `gid://shopify/Order/${82_000 + one}`, name: `#10${40 + one}` },
    ...{ email: mailOf(first, last), currency: 'GBP', total_price: total, financial_status: 'paid', customer },
    line_items: [{ id: 1, title: 'Warming oil', quantity: 2, price: '9.00' }],
  };
}

const mailOf = (first: string, last: string) =>
  `${first}.${last}@mail.example`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
