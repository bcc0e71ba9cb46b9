import { Alert, Select } from '@mantine/core';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { whenReceiving } from '#shared/recipes/config-of-recipe.ts';
import classes from './handling.module.css';

const CHOICES: Record<WebhookConfig['receives'], { label: string; description: string }> = {
  data: { label: 'Bookings, forms, orders: data about people', description: 'The request is filed with its contact.' },
  twilio: {
    label: 'Messages to my Twilio number',
    description:
      'Who writes can be answered on WhatsApp for 24 hours; STOP and START are followed. Twilio also reports here whether your messages arrive.',
  },
  messenger: {
    label: 'Messages to my Facebook page',
    description: 'Who writes can be answered in Messenger. STOP and START are followed.',
  },
};

/** What arrives at the webhook (SN3, SN6). What changes who may be written to should prove its sender: that is asked for. */
export function Receives({
  config,
  set,
}: {
  config: WebhookConfig;
  set: (label: string, change: Partial<WebhookConfig>) => void;
}) {
  const { receives, verify } = config;
  return (
    <div className={classes.wide}>
      <Select
        maw={420}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        label="What arrives here"
        description={CHOICES[receives].description}
        data={Object.entries(CHOICES).map(([value, { label }]) => ({ value, label }))}
        value={receives}
        onChange={(chosen) => {
          const value = chosen as WebhookConfig['receives'] | null;
          if (value !== null) set(`What arrives: ${CHOICES[value].label}`, whenReceiving(config, value));
        }}
      />
      {receives !== 'data' && verify.scheme === 'none' && (
        <Alert color="yellow" variant="light" mt="xs" role="note">
          Choose {receives === 'twilio' ? 'Twilio' : 'Meta'} under Signature below. Without it, anybody who learns the
          address could write STOP or START for your clients.
        </Alert>
      )}
    </div>
  );
}
