import { IconAlertTriangle, IconBug, IconCircleCheck, IconCircleDashed, IconMinus } from '@tabler/icons-react';
import type { Tone } from './outcome-words.ts';
import { ToneBadge } from './ToneBadge.tsx';

const ICONS: Record<Tone, typeof IconMinus> = {
  ok: IconCircleCheck,
  waiting: IconCircleDashed,
  quiet: IconMinus,
  attention: IconAlertTriangle,
  fault: IconBug,
};

/** How something stands: a sign, a colour and words. */
export function StateBadge({ label, tone }: { label: string; tone: Tone }) {
  const Icon = ICONS[tone];
  return <ToneBadge label={label} tone={tone} icon={<Icon size={14} stroke={2} aria-hidden />} />;
}
