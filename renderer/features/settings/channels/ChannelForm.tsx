import { Anchor, Radio, Stack, Switch, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { usePutChannel } from '#renderer/door/mutations.ts';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { setUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { detailFor } from '#renderer/ui/field-messages.ts';
import type { ChannelSettings, ChannelState } from '#shared/contract/channel.ts';
import { SaveBar } from '../SaveBar.tsx';
import { Section } from '../Section.tsx';
import classes from '../settings.module.css';
import { changeChannel, discardChannel, useChannelDrafts, withChanges } from './channel-draft.ts';
import { GuardRails } from './GuardRails.tsx';
import { type BeforeLive, beforeLive, goTo, LIVE_CHOICE, TEST_PLACE, untested } from './to-live.ts';

/** What a part of the form gets. */
export interface ChannelPartProps {
  channel: ChannelState;
  draft: ChannelSettings;
  onChange: (change: Partial<ChannelSettings>) => void;
  /** Whether something is not saved yet. */
  isChanged: boolean;
  /** The engine's refusal of the last save, if it refused. */
  error: Error | null;
}

const NO_CHANGES = {};

export function ChannelForm({ saved }: { saved: ChannelState }) {
  const { channel } = saved;
  const changes = useChannelDrafts((drafts) => drafts[channel]) ?? NO_CHANGES;
  const { draft, isChanged } = withChanges(saved.settings, changes);
  const put = usePutChannel();
  const [wasSaved, setWasSaved] = useState(false);
  useEffect(
    () => setUnsaved(channel, isChanged ? `the settings of ${saved.name}` : null),
    [channel, saved.name, isChanged],
  );
  const save = (event: FormEvent) => {
    event.preventDefault();
    put.mutate(
      { params: { channel }, body: draft },
      {
        onSuccess: () => {
          discardChannel(channel);
          setWasSaved(true);
        },
      },
    );
  };
  const part: ChannelPartProps = {
    channel: saved,
    draft,
    isChanged,
    onChange: (change) => {
      setWasSaved(false);
      changeChannel(channel, change);
    },
    error: put.error,
  };
  return (
    <form onSubmit={save} noValidate aria-label={`Settings of ${saved.name}`}>
      <Account {...part} />
      <Mode {...part} />
      <GuardRails {...part} />
      <SaveBar
        isChanged={isChanged}
        isSaving={put.isPending}
        wasSaved={wasSaved && !isChanged}
        error={put.error}
        onDiscard={() => {
          discardChannel(channel);
          put.reset();
          offerUndo({
            about: `discarded ${channel}`,
            done: `The changes to ${saved.name} are discarded.`,
            undo: async () => changeChannel(channel, changes),
            failed: 'The changes are not back.',
          });
        }}
      />
    </form>
  );
}

function Account({ channel: { credentials }, draft, onChange, error }: ChannelPartProps) {
  const inputs = credentials.filter(({ isSecret }) => !isSecret);
  if (inputs.length === 0) return null;
  return (
    <Section title="Account" text="What your provider gave you. Nothing of this is needed in test mode.">
      {inputs.map(({ name, label, hint, isRequired, isSwitch }) => {
        const value = draft.account[name] ?? '';
        const put = (said: string) => onChange({ account: { ...draft.account, [name]: said } });
        return isSwitch ? (
          <Switch
            key={name}
            label={label}
            description={hint}
            checked={value.trim().toLowerCase() === 'yes'}
            onChange={({ currentTarget }) => put(currentTarget.checked ? 'yes' : '')}
          />
        ) : (
          <TextInput
            key={name}
            label={isRequired ? label : `${label} (optional)`}
            description={hint}
            value={value}
            onChange={({ currentTarget }) => put(currentTarget.value)}
            error={detailFor(error, `/account/${name}`)}
            maxLength={500}
          />
        );
      })}
    </Section>
  );
}

function Mode({ channel, draft, onChange }: ChannelPartProps) {
  const before = beforeLive(channel, draft);
  const advice = before ?? untested(channel, draft);
  const isForOwner = channel.needs === 'nothing';
  return (
    <Section
      title="Test or live"
      text={
        isForOwner
          ? 'In test mode you see every notification in the Outbox, and none appears on the screen.'
          : 'Start with test mode: you see every message in the Outbox, and nobody gets one.'
      }
    >
      <Radio.Group
        aria-label="Test or live"
        value={draft.mode}
        onChange={(mode) => onChange({ mode: mode as ChannelSettings['mode'] })}
      >
        <Stack gap="sm">
          <Radio
            value="test"
            label={<span className={classes.choice}>Test mode</span>}
            description={
              isForOwner
                ? 'Notifications only appear in the Outbox.'
                : 'Messages only appear in the Outbox. Nothing is sent and nothing costs.'
            }
          />
          <Radio
            id={LIVE_CHOICE}
            value="live"
            label={<span className={classes.choice}>Live</span>}
            description={isForOwner ? 'Notifications appear on this computer.' : 'Messages really go out to people.'}
            disabled={before !== null && draft.mode !== 'live'}
          />
        </Stack>
      </Radio.Group>
      {advice && <ToTheTest {...advice} />}
    </Section>
  );
}

/** What stands between a channel and its being live. */
function ToTheTest({ sentence, isByTest }: BeforeLive) {
  return (
    <Text size="sm" className={classes.missing ?? ''}>
      {sentence}{' '}
      {isByTest && (
        <Anchor component="button" type="button" inherit onClick={() => goTo(TEST_PLACE)}>
          Go to the test
        </Anchor>
      )}
    </Text>
  );
}
