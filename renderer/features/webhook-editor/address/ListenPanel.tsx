import { Button, Menu, Modal, Text } from '@mantine/core';
import { IconChevronDown, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import type { DoorError } from '#renderer/door/client.ts';
import { useSendSample } from '#renderer/door/mutations.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { isWindows } from '#renderer/ui/shell-quote.ts';
import type { ListenState } from '#shared/contract/delivery.ts';
import { VERIFY_GUIDE } from '#shared/contract/verify-guide.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { RECIPES } from '#shared/recipes/recipes.ts';
import { useEditor } from '../editor-context.tsx';
import { useTakeRequest } from '../sample/use-take-request.ts';
import { Arrivals, isQuestion } from './Arrivals.tsx';
import classes from './address.module.css';
import { curlLine } from './curl-line.ts';
import { ListenStatus } from './ListenStatus.tsx';
import { Recognised } from './Recognised.tsx';

const SAMPLES = [
  { sample: 'booking', label: 'A booking' },
  { sample: 'order', label: 'An order' },
  { sample: 'form', label: 'A filled-in form' },
] as const;

/** Waits for requests. Done takes the picked one as the sample; closing the panel any other way leaves the sample as it was. */
export function ListenPanel({
  state,
  error,
  onListenAgain,
  onClose,
}: {
  /** Null while listening is being started. */
  state: ListenState | null;
  error: DoorError | null;
  onListenAgain: () => void;
  onClose: (hasSample: boolean) => void;
}) {
  const { webhook } = useEditor();
  const send = useSendSample();
  const take = useTakeRequest(webhook.id);
  const [picked, setPicked] = useState<string | null>(null);
  const arrived = state?.deliveries ?? [];
  // The first that arrived, until the owner picks: what is picked never changes by itself.
  const chosen = arrived.find(({ id }) => id === picked) ?? arrived.findLast((one) => !isQuestion(one)) ?? null;

  async function done(): Promise<void> {
    const hasSample = chosen !== null;
    if (hasSample && !(await take.take(chosen.id))) return;
    onClose(hasSample);
  }

  return (
    <Modal opened onClose={() => onClose(false)} size="lg" title="Waiting for a request" returnFocus={false}>
      <div className={classes.panel}>
        <div>
          <Text size="sm" mb={4}>
            Let your site or shop send a request to this address: make a test booking, place a test order.
          </Text>
          <div className={classes.address}>
            <code className={classes.url}>{webhook.address}</code>
            <CopyButton text={webhook.address} label="Copy address" />
          </div>
        </div>
        <div className={classes.ways}>
          <Menu position="bottom-start">
            <Menu.Target>
              <Button
                variant="default"
                leftSection={<IconSend size={16} aria-hidden />}
                rightSection={<IconChevronDown size={15} aria-hidden />}
              >
                Send a sample for me
              </Button>
            </Menu.Target>
            <Menu.Dropdown className={classes.samples ?? ''}>
              {SAMPLES.map(({ sample, label }) => (
                <Menu.Item key={sample} onClick={() => send.mutate({ params: { id: webhook.id }, body: { sample } })}>
                  {label}
                </Menu.Item>
              ))}
              <Menu.Label>As a provider sends it</Menu.Label>
              {RECIPES.map(({ id: recipe, name }) => (
                <Menu.Item key={recipe} onClick={() => send.mutate({ params: { id: webhook.id }, body: { recipe } })}>
                  {name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
          {webhook.active && (
            <Text size="xs" c="dimmed">
              The webhook is switched on: what arrives now is also worked on for real. Of a sample from here, messages
              stop in the Outbox.
            </Text>
          )}
        </div>
        <CurlLine webhook={webhook} />
        {(error ?? send.error) && (
          <Notice tone="bad" isUrgent title={(error ?? send.error)?.message ?? ''}>
            {(error ?? send.error)?.next}
          </Notice>
        )}
        <ListenStatus state={state} onListenAgain={onListenAgain} />
        {arrived.length > 0 && <Arrivals arrived={arrived} picked={chosen?.id ?? null} onPick={setPicked} />}
        {chosen !== null && <Recognised deliveryId={chosen.id} />}
        {take.problem !== null && (
          <Notice tone="warn" isUrgent>
            {take.problem}
          </Notice>
        )}
        <div className={classes.panelFoot}>
          <Text size="sm" c="dimmed">
            {chosen !== null && 'Done takes the picked request as the sample.'}
            {chosen === null && (arrived.length === 0 ? 'Nothing has arrived yet.' : 'Nothing of it can be a sample.')}
          </Text>
          <Button data-autofocus loading={take.isTaking} onClick={() => void done()}>
            Done
          </Button>
        </div>
      </div>
    </Modal>
  );
}

function CurlLine({ webhook: { address, verify } }: { webhook: Webhook }) {
  const line = curlLine(address, isWindows(), verify);
  if (line === null) {
    return (
      <Text size="sm" c="dimmed">
        A line for the terminal would be refused: this webhook asks for a signature ({VERIFY_GUIDE[verify.scheme].name}
        ), which only the sender can make. “Send a sample for me” needs none.
      </Text>
    );
  }
  return (
    <div>
      <Text size="sm" mb={4}>
        {verify.scheme === 'none'
          ? 'Or paste this line into a terminal:'
          : 'Or paste this line into a terminal, with the secret of this webhook in place of YOUR-SECRET:'}
      </Text>
      <div className={classes.address}>
        <code className={classes.curl}>{line}</code>
        <CopyButton text={line} label="Copy the curl line" />
      </div>
    </div>
  );
}
