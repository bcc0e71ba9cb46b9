import { Badge, Button, Text } from '@mantine/core';
import { IconEar } from '@tabler/icons-react';
import { useState } from 'react';
import { useStartListening, useStopListening } from '#renderer/door/mutations.ts';
import { useListening } from '#renderer/door/queries.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import type { Webhook } from '#shared/contract/webhook.ts';
import { useEditor } from '../editor-context.tsx';
import { goToListen, goToPreview, LISTEN_BUTTON } from '../places.ts';
import { StepSection } from '../StepSection.tsx';
import classes from './address.module.css';
import { ChangeAddress } from './ChangeAddress.tsx';
import { FormerAddresses } from './FormerAddresses.tsx';
import { ListenPanel } from './ListenPanel.tsx';
import { WebhookName } from './WebhookName.tsx';

export function AddressStep() {
  const { webhook } = useEditor();
  const { id } = webhook;
  const listening = useListening(id).data;
  const start = useStartListening();
  const stop = useStopListening();
  const [isOpen, setIsOpen] = useState(false);
  const isListening = listening?.listening === true;

  function listen(): void {
    start.mutate({ params: { id } });
  }

  function close(hasSample: boolean): void {
    stop.mutate({ params: { id } });
    setIsOpen(false);
    if (hasSample) goToPreview();
    else goToListen();
  }

  return (
    <StepSection
      step="address"
      lead="Paste this address into the booking site, shop or form whose requests you want, then let it send one."
    >
      <WebhookName />
      <Address />
      <FormerAddresses />
      <div>
        <Button
          id={LISTEN_BUTTON}
          leftSection={<IconEar size={17} aria-hidden />}
          onClick={() => {
            setIsOpen(true);
            if (!isListening) listen();
          }}
        >
          {isListening ? 'Listening: show what arrived' : 'Listen to payload data'}
        </Button>
      </div>
      {isOpen && (
        <ListenPanel
          state={start.isPending ? null : (listening ?? null)}
          error={start.error}
          onListenAgain={listen}
          onClose={close}
        />
      )}
    </StepSection>
  );
}

const REACH = {
  public: {
    badge: 'Public',
    color: 'green',
    sentence: 'Senders on the internet can reach it while Fieldhook is running.',
  },
  interrupted: {
    badge: 'Interrupted',
    color: 'gray',
    sentence: 'Nothing comes through it at the moment. Fieldhook keeps trying; the status at the top tells more.',
  },
  'this-computer': {
    badge: 'Only this computer',
    color: 'gray',
    sentence:
      'Only programs on this computer can reach it. Senders on the internet need a public address: see Settings.',
  },
} as const satisfies Record<Webhook['reach'], { badge: string; color: string; sentence: string }>;

/** The address and, honestly, who can reach it. */
function Address() {
  const { webhook } = useEditor();
  const { badge, color, sentence } = REACH[webhook.reach];
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        Address
      </Text>
      <div className={classes.address}>
        <code className={classes.url}>{webhook.address}</code>
        <CopyButton text={webhook.address} label="Copy address" />
      </div>
      <div className={classes.reach}>
        <Badge variant="light" color={color} className={classes.badge}>
          {badge}
        </Badge>
        <Text size="sm" c="dimmed">
          {sentence}
        </Text>
        <ChangeAddress />
      </div>
    </div>
  );
}
