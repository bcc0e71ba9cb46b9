import { Button, Select, Text, TextInput } from '@mantine/core';
import { useChannels } from '#renderer/door/queries.ts';
import { segmentWords } from '#renderer/ui/messages/message-words.ts';
import { useCost } from '#renderer/ui/messages/use-cost.ts';
import type { ChannelState } from '#shared/contract/channel.ts';
import { SEND_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { SEND_CHANNELS, type SendStep } from '#shared/contract/flow.ts';
import { segmentsOf } from '#shared/text/segments.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';
import { stepTextId } from '../places.ts';
import { TemplateInput } from '../template/TemplateInput.tsx';
import { LANGUAGES } from './languages.ts';

const CHOICES = SEND_CHANNELS.map((channel) => ({ value: channel, label: SEND_CHANNEL_WORDS[channel] }));

/** A message: how it goes, and what it says. */
export function SendSettings({ step }: { step: SendStep }) {
  const { editStep } = useFlowEditor();
  const channels = useChannels();
  const { channel } = step;
  const mayBe = (...wanted: SendStep['channel'][]) => channel === 'contact' || wanted.includes(channel);
  return (
    <>
      <Select
        label="How"
        data={CHOICES}
        description={channelSentence(channel, channels.data ?? [])}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={channel}
        onChange={(chosen) =>
          chosen &&
          editStep(step, `Channel: ${SEND_CHANNEL_WORDS[chosen as SendStep['channel']]}`, {
            channel: chosen as SendStep['channel'],
          })
        }
      />
      {mayBe('email') && (
        <TemplateInput
          label={channel === 'contact' ? 'Subject, if it is an e-mail' : 'Subject'}
          value={step.subject}
          onChange={(subject) => editStep(step, 'Subject', { subject }, 'subject')}
        />
      )}
      <TemplateInput
        id={stepTextId(step.id)}
        label={channel === 'voice' ? 'Words to speak' : 'Text'}
        value={step.text}
        isLong
        onChange={(text) => editStep(step, 'Text of the message', { text }, 'text')}
        foot={channel === 'sms' ? <Segments step={step} /> : null}
      />
      {channel !== 'desktop' && (
        <Select
          label={mayBe('voice') ? 'Language of the voice, and of days and months' : 'Language of days and months'}
          data={LANGUAGES.some(({ value }) => value === step.language) ? LANGUAGES : [step.language, ...LANGUAGES]}
          searchable
          value={step.language}
          onChange={(language) => language && editStep(step, `Language: ${language}`, { language })}
        />
      )}
      {mayBe('whatsapp') && <Approved step={step} />}
    </>
  );
}

function channelSentence(channel: SendStep['channel'], channels: readonly ChannelState[]): string {
  if (channel === 'contact') return 'Each contact is reached on the channel that stands on their page.';
  const state = channels.find((known) => known.channel === channel);
  if (state === undefined) return '';
  return `${state.sentence} ${state.settings.mode === 'test' ? 'Test mode: nothing is really sent.' : 'Live: it is really sent.'}`;
}

/** What the SMS costs for the person shown at the right, or as it stands here. */
function Segments({ step }: { step: SendStep }) {
  const { preview } = useFlowEditor();
  const planned = preview.preview?.messages.find((message) => message.step === step.id);
  const segments = planned?.segments ?? segmentsOf(step.text);
  const cost = useCost()({ channel: 'sms', segments });
  return (
    <Text size="xs" c="dimmed" className="fh-numbers">
      {segmentWords(segments)}
      {planned?.segments ? ' for the person shown' : ' as it stands here'}
      {cost !== null && `, ${cost}`}
      {segments.encoding === 'UCS-2' && '. A character such as ’ or an emoji makes it hold less than half.'}
    </Text>
  );
}

/** WhatsApp lets a business write first only with a text that was approved before (SN3). */
function Approved({ step }: { step: SendStep }) {
  const { editStep } = useFlowEditor();
  const { approved } = step;
  return (
    <details className={classes.fold} open={approved !== null || undefined}>
      <summary>WhatsApp: approved template {approved === null ? '(none)' : ''}</summary>
      <div className={classes.folded}>
        <Text size="xs" c="dimmed">
          To people who have not written to you within 24 hours, WhatsApp delivers approved templates only.
        </Text>
        <TextInput
          label="Content SID"
          description="Twilio shows it beside the template; it begins with HX."
          data-draft
          value={approved?.name ?? ''}
          onChange={({ currentTarget }) => {
            const name = currentTarget.value.trim();
            const next = name === '' ? null : { name, variables: approved?.variables ?? {} };
            editStep(step, 'Approved template', { approved: next }, 'approved');
          }}
        />
        {approved !== null && <Variables step={step} approved={approved} />}
      </div>
    </details>
  );
}

function Variables({ step, approved }: { step: SendStep; approved: NonNullable<SendStep['approved']> }) {
  const { editStep } = useFlowEditor();
  const names = Object.keys(approved.variables);
  const set = (variables: Record<string, string>) =>
    editStep(step, 'Variables of the template', { approved: { ...approved, variables } }, 'variables');
  return (
    <>
      {names.map((name) => (
        <TemplateInput
          key={name}
          label={`Variable ${name}`}
          value={approved.variables[name] ?? ''}
          onChange={(text) => set({ ...approved.variables, [name]: text })}
        />
      ))}
      <div className={classes.buttons}>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => set({ ...approved.variables, [String(names.length + 1)]: '' })}
        >
          Add variable {names.length + 1}
        </Button>
        {names.length > 0 && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() =>
              set(Object.fromEntries(names.slice(0, -1).map((name) => [name, approved.variables[name] ?? ''])))
            }
          >
            Remove variable {names.length}
          </Button>
        )}
      </div>
    </>
  );
}
