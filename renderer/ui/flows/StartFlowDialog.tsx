import { Button, Group, Modal, Select, Stack, Switch, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useStartFlow } from '#renderer/door/mutations.ts';
import { useChannels, useFlows } from '#renderer/door/queries.ts';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { everyStep } from '#shared/flow/steps.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { wholeMessage } from '../field-messages.ts';
import { Notice } from '../Notice.tsx';
import { ContactSelect } from './ContactSelect.tsx';
import { RunOutcome } from './RunOutcome.tsx';

/** Starts a flow by hand, and shows what came of it. What is known already, the flow or the contact, is not asked for. */
export function StartFlowDialog({
  flow,
  contact,
  isOpen,
  onClose,
}: {
  flow?: { key: string; name: string };
  contact?: { userNs: string; label: string };
  isOpen: boolean;
  onClose: () => void;
}) {
  const title = flow
    ? `Start “${visibleText(flow.name)}”`
    : `Start a flow for ${visibleText(sayPhone(contact?.label ?? ''))}`;
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} size="lg">
      <StartFlowForm flow={flow?.key ?? null} contact={contact?.userNs ?? null} onClose={onClose} />
    </Modal>
  );
}

function StartFlowForm({
  flow,
  contact,
  onClose,
}: {
  flow: string | null;
  contact: string | null;
  onClose: () => void;
}) {
  const [chosenFlow, setChosenFlow] = useState(flow);
  const [chosenContact, setChosenContact] = useState(contact);
  const [isTry, setTry] = useState(false);
  const start = useStartFlow();
  const isReady = chosenFlow !== null && chosenContact !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReady) start.mutate({ params: { key: chosenFlow }, body: { contact: chosenContact, isTry } });
  };
  if (start.data) return <RunOutcome started={start.data} onClose={onClose} />;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {flow === null && <FlowSelect value={chosenFlow} onChange={setChosenFlow} />}
        {contact === null && <ContactSelect label="For whom" value={chosenContact} onChange={setChosenContact} />}
        <Switch
          label="Only try it"
          description="It goes through every step at once, also past its waits. Its messages stop in the Outbox, also those of live channels; it asks no other service, and the contact stays as it is."
          checked={isTry}
          onChange={(event) => setTry(event.currentTarget.checked)}
        />
        <Text size="sm" c="dimmed">
          It starts as it was saved last.
          {!isTry && ' Channels in test mode send nothing: their messages only appear in the Outbox.'}
        </Text>
        {chosenFlow !== null && !isTry && <ReallySent flow={chosenFlow} />}
        {start.error && (
          <Text role="alert" c="var(--mantine-color-error)" size="sm">
            {wholeMessage(start.error)}
          </Text>
        )}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={start.isPending} disabled={!isReady}>
          {isTry ? 'Try the flow' : 'Start the flow'}
        </Button>
      </Group>
    </form>
  );
}

/** Which of its messages are no trial; nothing where all of them are. */
function ReallySent({ flow }: { flow: string }) {
  const steps = useFlows().data?.find(({ key }) => key === flow)?.steps ?? [];
  const channels = useChannels().data ?? [];
  const used = new Set(everyStep(steps).map((step) => (step.kind === 'send' ? step.channel : null)));
  const live = channels.filter(
    ({ channel, settings }) =>
      settings.mode === 'live' && (used.has(channel) || (used.has('contact') && channel !== 'desktop')),
  );
  if (live.length === 0) return null;
  const names = new Intl.ListFormat('en').format(live.map(({ name }) => name));
  return (
    <Notice tone="warn" title={`${names} ${live.length === 1 ? 'is' : 'are'} live`}>
      What this flow sends there really goes out, and may cost.
    </Notice>
  );
}

function FlowSelect({ value, onChange }: { value: string | null; onChange: (key: string) => void }) {
  const flows = useFlows();
  return (
    <Select
      label="Flow"
      data={(flows.data ?? []).map(({ key, name }) => ({ value: key, label: visibleText(name) }))}
      nothingFoundMessage="There is no flow yet"
      value={value}
      onChange={(key) => key && onChange(key)}
      data-autofocus
    />
  );
}
