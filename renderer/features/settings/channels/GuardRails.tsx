import { MultiSelect, NumberInput, Switch, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { GroupLine } from '#renderer/ui/messages/GroupLine.tsx';
import { useMoney } from '#renderer/ui/messages/use-money.ts';
import { COUNTRY_CHOICES } from '#renderer/ui/regions/country-choices.ts';
import { sayCount, typedSeparators } from '#renderer/ui/say-count.ts';
import { type ChannelState, USUAL_PER_ADDRESS } from '#shared/contract/channel.ts';
import type { GroupReason, MessageChannel } from '#shared/contract/message.ts';
import { Section } from '../Section.tsx';
import classes from '../settings.module.css';
import { AmountInput } from './AmountInput.tsx';
import type { ChannelPartProps } from './ChannelForm.tsx';

const PRICE: Partial<Record<MessageChannel, string>> = {
  sms: 'Price of one SMS part (optional)',
  voice: 'Price of one call (optional)',
};
const USUAL_NIGHT = { from: '21:00', to: '08:00' };
const USUAL_CAP = 200;
const USUAL_SPIKE = 50;
const USUAL_BUDGET = 10;

/** What keeps an accident small (SN5, SN6). What is held waits in the Outbox for its time, or for the owner. */
export function GuardRails({ channel, draft, onChange, isChanged }: ChannelPartProps) {
  const held = (reason: GroupReason) => <GroupLine channel={channel.channel} reason={reason} isSaved={!isChanged} />;
  const { quietHours, dailyCap, spike, perAddress, countries, price, dailyBudget } = draft;
  const { currency } = useMoney();
  return (
    <Section
      title="Guard rails"
      text="They hold messages back; nothing is lost. What they hold waits in the Outbox for its time, or for you."
    >
      <div>
        <Switch
          label="Quiet hours"
          description={`${channel.needs === 'nothing' ? 'No notification appears' : 'No message leaves'} between these times ${quietClocks(channel)}.`}
          checked={quietHours !== null}
          onChange={({ currentTarget }) => onChange({ quietHours: currentTarget.checked ? USUAL_NIGHT : null })}
        />
        {quietHours !== null && (
          <div className={classes.inLine}>
            <TextInput
              type="time"
              aria-label="Quiet from"
              value={quietHours.from}
              onChange={({ currentTarget }) =>
                currentTarget.value !== '' && onChange({ quietHours: { ...quietHours, from: currentTarget.value } })
              }
            />
            <Text size="sm">until</Text>
            <TextInput
              type="time"
              aria-label="Quiet until"
              value={quietHours.to}
              onChange={({ currentTarget }) =>
                currentTarget.value !== '' && onChange({ quietHours: { ...quietHours, to: currentTarget.value } })
              }
            />
          </div>
        )}
        {held('quiet-hours')}
      </div>
      <Limit
        label="Most in a day"
        description={`The rest waits for the next day. Today: ${sayCount(channel.sentToday)}.`}
        unit="messages a day"
        usual={USUAL_CAP}
        most={100_000}
        value={dailyCap}
        onChange={(value) => onChange({ dailyCap: value })}
        held={held('daily-cap')}
      />
      <Limit
        label="Spike brake"
        description="So many within ten minutes are taken for an accident: the rest waits for you."
        unit="messages in ten minutes"
        usual={USUAL_SPIKE}
        most={10_000}
        value={spike}
        onChange={(value) => onChange({ spike: value })}
        held={held('spike')}
      />
      {channel.needs !== 'nothing' && (
        <div>
          <Switch
            label="Most to one address"
            description="More in live mode waits for you: it may be a mistake that runs in a circle, or fraud."
            checked={perAddress !== null}
            onChange={({ currentTarget }) => onChange({ perAddress: currentTarget.checked ? USUAL_PER_ADDRESS : null })}
          />
          {perAddress !== null && (
            <div className={classes.inLine}>
              <Count
                label="Most to one address: in an hour"
                unit="in an hour"
                most={1000}
                value={perAddress.hour}
                onChange={(hour) => onChange({ perAddress: { ...perAddress, hour } })}
              />
              <Count
                label="Most to one address: in 24 hours"
                unit="in 24 hours"
                most={10_000}
                value={perAddress.day}
                onChange={(day) => onChange({ perAddress: { ...perAddress, day } })}
              />
            </div>
          )}
          {held('address-limit')}
        </div>
      )}
      {channel.needs === 'phone' && (
        <div>
          <MultiSelect
            label="Countries"
            description="Only numbers of these countries get messages. Empty: every country."
            data={COUNTRY_CHOICES}
            searchable
            clearable
            comboboxProps={{ keepMounted: false }}
            placeholder={countries.length === 0 ? 'Every country' : ''}
            value={countries}
            onChange={(chosen) => onChange({ countries: chosen })}
          />
          {held('country-not-allowed')}
        </div>
      )}
      {channel.channel !== 'desktop' && (
        <>
          <AmountInput
            label={PRICE[channel.channel] ?? 'Price of one message (optional)'}
            description={`In ${currency}, for the estimate of what a message and a day cost. The currency is chosen under “Your business”.`}
            least={0}
            max={1000}
            decimalScale={4}
            canBeEmpty
            value={price}
            onChange={(value) => onChange({ price: value })}
          />
          <div>
            <Switch
              label="Most to spend in a day"
              description={
                price === null
                  ? 'Needs the price of a message: without it, every live message waits for you.'
                  : 'A live message that would cost more, by the price above, waits for you, also on the next day.'
              }
              disabled={price === null && dailyBudget === null}
              checked={dailyBudget !== null}
              onChange={({ currentTarget }) => onChange({ dailyBudget: currentTarget.checked ? USUAL_BUDGET : null })}
            />
            {dailyBudget !== null && (
              <div className={classes.inLine}>
                <AmountInput
                  aria-label={`Most to spend in a day, in ${currency}`}
                  w={120}
                  least={0.01}
                  max={100_000}
                  decimalScale={2}
                  value={dailyBudget}
                  onChange={(sum) => onChange({ dailyBudget: sum })}
                />
                <Text size="sm">{currency}</Text>
              </div>
            )}
            {held('budget')}
          </div>
        </>
      )}
    </Section>
  );
}

/** Only a number tells where somebody lives. */
function quietClocks({ needs }: Pick<ChannelState, 'needs'>): string {
  if (needs === 'nothing') return 'on the clocks of your business';
  const clocks = 'on the person’s clocks, by the country of their number';
  return needs === 'phone' ? clocks : `${clocks}, and on those of your business where none is known`;
}

function Limit({
  label,
  description,
  unit,
  usual,
  most,
  value,
  onChange,
  held,
}: {
  label: string;
  description: string;
  unit: string;
  usual: number;
  most: number;
  value: number | null;
  onChange: (value: number | null) => void;
  /** What it holds. */
  held: ReactNode;
}) {
  return (
    <div>
      <Switch
        label={label}
        description={description}
        checked={value !== null}
        onChange={({ currentTarget }) => onChange(currentTarget.checked ? usual : null)}
      />
      {value !== null && (
        <div className={classes.inLine}>
          <Count label={`${label}: ${unit}`} unit={unit} most={most} value={value} onChange={onChange} />
        </div>
      )}
      {held}
    </div>
  );
}

function Count({
  label,
  unit,
  most,
  value,
  onChange,
}: {
  label: string;
  unit: string;
  most: number;
  value: number;
  onChange: (value: number) => void;
}) {
  return (
    <>
      <NumberInput
        aria-label={label}
        w={120}
        min={1}
        max={most}
        allowDecimal={false}
        clampBehavior="strict"
        {...typedSeparators()}
        value={value}
        onChange={(count) => typeof count === 'number' && count >= 1 && onChange(count)}
      />
      <Text size="sm">{unit}</Text>
    </>
  );
}
