import type { Recipe } from '../recipe.ts';

export const acuity: Recipe = {
  id: 'acuity',
  name: 'Acuity Scheduling',
  about: 'a booking',
  headers: ['x-acuity-signature'],
  shape: [
    ['$.action', '^(scheduled|rescheduled|canceled|changed|appointment\\.\\w+)$'],
    ['$.appointmentTypeID'],
    ['$.calendarID'],
  ],
  identity: {},
  profile: {},
  fields: [
    { name: 'Booking status', type: 'text', path: '$.action' },
    { name: 'Booking number', type: 'text', path: '$.id' },
  ],
  verify: 'generic',
  signature:
    'Header X-Acuity-Signature, SHA-256 in base64, over the body; the secret is the main administrator’s API key.',
  steps: [
    'Open Integrations in Acuity and find Webhooks.',
    'Paste this address for the appointment events that you want.',
  ],
  missing:
    'Acuity sends no person at all: only the number of the appointment. Name, e-mail and phone have to be fetched from its API, so by themselves these requests cannot be given to a contact.',
};
