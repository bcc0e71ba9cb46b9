import { expect, it } from 'vitest';
import { WebhookSecrets } from '#engine/webhook-secrets.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { memorySecrets } from '#test/doubles/memory-secrets.ts';

function startSecrets() {
  const stored = memorySecrets();
  let fails = false;
  const failing = (): void => {
    if (fails) throw new Error('The keychain is locked.');
  };
  const secrets = {
    ...stored,
    async put(name: string, value: string) {
      failing();
      await stored.put(name, value);
    },
    async delete(name: string) {
      failing();
      await stored.delete(name);
    },
  };
  const webhooks = new WebhookSecrets({ secrets, clock: new ManualClock(0), log: () => undefined });
  return { webhooks, fail: (is: boolean) => (fails = is) };
}

const secretOf = async (webhooks: WebhookSecrets) => (await webhooks.of('whk_a')).secret?.value ?? null;

it('secrets that were set aside come back, also where the first tries to remove or to store them failed', async () => {
  const { webhooks, fail } = startSecrets();
  await webhooks.put('whk_a', 'secret', 'open sesame');
  fail(true);
  await expect(webhooks.setAside('whk_a')).rejects.toThrow('locked');
  fail(false);
  await webhooks.setAside('whk_a');
  await webhooks.setAside('whk_a');
  expect(await secretOf(webhooks)).toBeNull();
  fail(true);
  await expect(webhooks.putBack('whk_a')).rejects.toThrow('locked');
  fail(false);
  await webhooks.putBack('whk_a');
  expect(await secretOf(webhooks)).toBe('open sesame');
});
