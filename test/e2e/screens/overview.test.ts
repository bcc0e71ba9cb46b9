import { expect } from 'vitest';
import { findBarriers } from '../support/find-barriers.ts';
import { test } from '../support/journey.ts';
import { openClinic } from './harbour-clinic.ts';

test('the home screen tells how it goes: from nothing yet, through the first requests, to the numbers behind the bars', async ({
  page,
  fieldhook,
}) => {
  const { book } = await openClinic(fieldhook);
  const overview = page.getByRole('region', { name: 'Overview' });
  await overview.getByText('No request was worked on in the last 14 days.').waitFor();
  await overview.getByRole('link', { name: /^Give its address to a sender/ }).waitFor();
  await overview.getByText('No flow made a message in the last 14 days.').waitFor();
  await book({ email: 'jane@mail.example' });
  await book({ nobody: true });
  await overview.getByRole('img', { name: '1 processed, 1 not identified in the last 14 days' }).waitFor();
  const slowest = overview.getByRole('table', { name: /^Webhooks by how long/ });
  await slowest.getByRole('rowheader', { name: 'Bookings' }).waitFor();
  await overview.getByText('24 hours').click();
  await overview.getByRole('img', { name: '1 processed, 1 not identified in the last 24 hours' }).waitFor();
  await overview.getByText('12 months').click();
  await overview.getByText('Show the numbers as a table').click();
  const numbers = overview.getByRole('table', { name: 'Requests by outcome in the last 12 months' });
  await expect.poll(() => numbers.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual(['1', '1', '2']);
  await overview.getByText(/ free$/).waitFor();
  expect(await findBarriers(page)).toEqual([]);
});
