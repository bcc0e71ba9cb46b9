import {
  IconForms,
  IconGitBranch,
  IconHourglass,
  IconPlayerStop,
  IconSend,
  IconTag,
  IconWorld,
} from '@tabler/icons-react';
import type { Step } from '#shared/contract/flow.ts';
import { ChannelIcon } from '../messages/ChannelIcon.tsx';

const ICONS: Record<Step['kind'], typeof IconSend> = {
  send: IconSend,
  wait: IconHourglass,
  condition: IconGitBranch,
  'set-field': IconForms,
  tag: IconTag,
  http: IconWorld,
  stop: IconPlayerStop,
};

/** The kind of a step as a picture, beside its words. */
export function StepKindIcon({ kind, size = 17 }: { kind: Step['kind']; size?: number }) {
  const Icon = ICONS[kind];
  return <Icon size={size} stroke={1.75} aria-hidden />;
}

export function StepIcon({ step, size = 17 }: { step: Step; size?: number }) {
  return step.kind === 'send' ? (
    <ChannelIcon channel={step.channel} size={size} />
  ) : (
    <StepKindIcon kind={step.kind} size={size} />
  );
}
