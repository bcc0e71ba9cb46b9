import { setTimeout as after } from 'node:timers/promises';
import { type Fieldhook, startFieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { grow } from './grow.ts';
import { PAYLOAD } from './load.ts';
import { pipelineWebhook } from './pipeline-webhook.ts';
import { call, HOST } from './with-fieldhook.ts';

/** Real ones, from which the rest is copied. */
const PEOPLE = 2000;
const POLL_MS = 20;

/**
 * Fills an empty data folder: requests of real people, worked on by a running Fieldhook, then copies of them (grow.ts). Resolves to the path of
 * the webhook's address; its host changes with every start.
 */
export async function fillFolder(dataDir: string, wanted: Parameters<typeof grow>[1]): Promise<string> {
  const fieldhook = await startFieldhook({ dataDir, program: HOST });
  const address = await pipelineWebhook(fieldhook);
  for (let person = 0; person < PEOPLE; person += 1) await post(address, person);
  await finished(fieldhook);
  await keepAllTexts(fieldhook);
  await fieldhook.stop();
  grow(dataDir, wanted);
  return new URL(address).pathname;
}

/** Resolves when nothing waits for its work any more. */
export async function finished(fieldhook: Fieldhook): Promise<void> {
  while ((await call(fieldhook, 'getHealth', {})).pending > 0) await after(POLL_MS);
}

/** Else the texts of most requests would go for want of room. */
async function keepAllTexts(fieldhook: Fieldhook): Promise<void> {
  const settings = await call(fieldhook, 'getSettings', {});
  const retention = { ...settings.retention, bodyMegabytes: 100_000 };
  await call(fieldhook, 'putSettings', { body: { ...settings, retention } });
}

async function post(address: string, person: number): Promise<void> {
  const body = PAYLOAD.replace('ada.byron@', `ada.${person}@`).replace('+441174960123', `+44117496${1000 + person}`);
  await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
}
