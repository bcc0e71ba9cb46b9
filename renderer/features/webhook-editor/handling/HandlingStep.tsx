import { Radio, Select } from '@mantine/core';
import { useMemo } from 'react';
import { CHANNEL_CHOICES } from '#renderer/ui/channel-choices.ts';
import { COUNTRY_CHOICES, countryName } from '#renderer/ui/regions/country-choices.ts';
import { timeZoneChoices } from '#renderer/ui/regions/time-zone-choices.ts';
import { CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { Channel, WebhookConfig } from '#shared/contract/webhook.ts';
import { IDENTIFICATION_WORDS, ON_MATCH_WORDS } from '#shared/contract/webhook-words.ts';
import { useEditor } from '../editor-context.tsx';
import { StepSection } from '../StepSection.tsx';
import { channelGap } from './channel-gap.ts';
import { CHANNEL_NEEDS } from './channel-needs.ts';
import { FlowChoice } from './FlowChoice.tsx';
import classes from './handling.module.css';
import { LONG_LIST } from './long-list.ts';
import { RareSettings } from './RareSettings.tsx';
import { Receives } from './Receives.tsx';
import { Signature } from './Signature.tsx';

/** What a setting does stands under it, so that the boxes of a row stand in one line. */
const ORDER: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

const ON_MATCH: Record<WebhookConfig['onMatch'], string> = {
  'fill-blanks': 'What the contact has already stays as it is.',
  overwrite: 'The newest request wins. A User Ns is never changed.',
  leave: 'Only custom fields are filled.',
};

const IDENTIFICATION: Record<WebhookConfig['identification'], string> = {
  compatible:
    'User Ns, CRM Contact Id, phone number, e-mail, in this order. What comes after the one that fits is not looked at.',
  careful:
    'Where they belong to different people, nothing is written or sent: the request waits in Conflicts for your decision.',
};

function keysOf<Key extends string>(texts: Record<Key, string>): Key[] {
  return Object.keys(texts) as Key[];
}

/** What is done with a request beyond its values. Each setting says what it does. */
export function HandlingStep() {
  const { webhook, draft, edit } = useEditor();
  const { config } = draft;
  const zones = useMemo(() => timeZoneChoices(config.timeZone), [config.timeZone]);
  const set = (label: string, change: Partial<WebhookConfig>, join?: string) =>
    edit({ label, change: (before) => ({ ...before, ...change }), ...(join === undefined ? {} : { join }) });

  return (
    <StepSection
      step="handling"
      lead="What follows a request, how new contacts are kept, and how what was sent is read."
    >
      <div className={classes.settings}>
        <Receives config={config} set={set} />
        <FlowChoice set={set} />
        <Select
          inputWrapperOrder={ORDER}
          label="Channel for new contacts"
          description={<ChannelWords />}
          data={CHANNEL_CHOICES}
          value={config.channel}
          onChange={(channel) =>
            channel && set(`Channel: ${CHANNEL_WORDS[channel as Channel]}`, { channel: channel as Channel })
          }
        />
        <Select
          inputWrapperOrder={ORDER}
          label="Country of phone numbers"
          description="Numbers without a country code are read as numbers of this country."
          data={COUNTRY_CHOICES}
          searchable
          comboboxProps={LONG_LIST}
          value={config.defaultCountry}
          onChange={(country) => country && set(`Country: ${countryName(country)}`, { defaultCountry: country })}
        />
        <Select
          inputWrapperOrder={ORDER}
          label="Time zone of dates"
          description="Dates and times without a zone are read in this one."
          data={zones}
          searchable
          comboboxProps={LONG_LIST}
          value={config.timeZone}
          onChange={(timeZone) => timeZone && set(`Time zone: ${timeZone}`, { timeZone })}
        />
        <Radio.Group
          label="Whom a request is about"
          description="Which of the identifiers in step 3 decide."
          value={config.identification}
          onChange={(value) => {
            const identification = value as WebhookConfig['identification'];
            set(`Identification: ${IDENTIFICATION_WORDS[identification]}`, { identification });
          }}
          className={classes.wide ?? ''}
        >
          <div className={classes.choices}>
            {keysOf(IDENTIFICATION).map((value) => (
              <Radio
                key={value}
                value={value}
                label={IDENTIFICATION_WORDS[value]}
                description={IDENTIFICATION[value]}
              />
            ))}
          </div>
        </Radio.Group>
        <Radio.Group
          label="When the contact is known already"
          description="What happens to the name, phone number and e-mail that the contact has. Custom fields are always filled."
          value={config.onMatch}
          onChange={(onMatch) =>
            set(`Known contacts: ${ON_MATCH_WORDS[onMatch as WebhookConfig['onMatch']]}`, {
              onMatch: onMatch as WebhookConfig['onMatch'],
            })
          }
          className={classes.wide ?? ''}
        >
          <div className={classes.choices}>
            {keysOf(ON_MATCH).map((value) => (
              <Radio key={value} value={value} label={ON_MATCH_WORDS[value]} description={ON_MATCH[value]} />
            ))}
          </div>
        </Radio.Group>
      </div>
      <Signature webhook={webhook} verify={config.verify} set={set} />
      <RareSettings config={config} set={set} />
    </StepSection>
  );
}

function ChannelWords() {
  const { draft, rowReceipt } = useEditor();
  const { channel } = draft.config;
  const gap = channelGap(channel, rowReceipt);
  return (
    <>
      Where a new contact is reached first.{' '}
      {gap === null ? CHANNEL_NEEDS[channel] : <span className={classes.gap}>{gap}</span>}
    </>
  );
}
