import { Text } from '@mantine/core';
import { IconBraces, IconInbox, IconPencil } from '@tabler/icons-react';
import { useDelivery } from '#renderer/door/queries.ts';
import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { ParsedBody, PayloadFormat } from '#shared/contract/delivery.ts';
import type { SampleDraft } from '../draft/sample-draft.ts';
import classes from './sample.module.css';

/** What is in the box, and whether somebody really sent it (RC2). */
export function SampleOrigin({ sample }: { sample: SampleDraft }) {
  if (sample.deliveryId !== null) return <FromRequest deliveryId={sample.deliveryId} />;
  return sample.text.trim() === '' ? (
    <Origin icon={<IconBraces size={15} aria-hidden />} title="No sample yet" />
  ) : (
    <Origin
      icon={<IconPencil size={15} aria-hidden />}
      title="Your own text"
      words="typed or edited here, not received"
    />
  );
}

function FromRequest({ deliveryId }: { deliveryId: string }) {
  const { data: delivery, error } = useDelivery(deliveryId);
  const business = useBusiness();
  const icon = <IconInbox size={15} aria-hidden />;
  if (error) return <Origin icon={icon} title="Real request" words="no longer in the log" />;
  if (!delivery) return <Origin icon={icon} title="Request" />;
  const at = formatInstant(delivery.receivedAt, business);
  const format = formatWords(delivery.parsed);
  switch (delivery.origin) {
    case 'test':
      return <Origin icon={icon} title="Sample made up by Fieldhook" words={`sent ${at}`} />;
    case 'replay':
      return <Origin icon={icon} title="Replayed request" words={`replayed ${at}${format}`} />;
    default:
      return <Origin icon={icon} title="Real request" words={`received ${at}${format}`} />;
  }
}

/** What was sent, where the box shows it in other words. */
const FORMAT_WORDS: Record<PayloadFormat, string> = {
  json: '',
  form: ', a form shown as JSON',
  multipart: ', a form in parts shown as JSON',
  xml: ', XML shown as JSON',
  text: ', plain text shown as JSON',
  query: ', what its address said shown as JSON',
};

function formatWords(parsed: ParsedBody | null): string {
  return parsed?.ok ? FORMAT_WORDS[parsed.format] : '';
}

function Origin({ icon, title, words }: { icon: React.ReactNode; title: string; words?: string }) {
  return (
    <div className={classes.origin}>
      {icon}
      <Text size="sm" fw={500} span>
        {title}
      </Text>
      {words && (
        <Text size="sm" c="dimmed" span>
          {words}
        </Text>
      )}
    </div>
  );
}
