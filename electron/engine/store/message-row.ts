import type { Message, MessageReason, MessageState } from '#shared/contract/message.ts';
import { explainMessage } from '#shared/contract/message-words.ts';
import { segmentsOf } from '#shared/text/segments.ts';

export interface MessageRow {
  pk: number;
  id: string;
  run: number | null;
  contact: number | null;
  channel: Message['channel'];
  mode: Message['mode'];
  state: MessageState;
  reason: MessageReason | null;
  sentence: string;
  address: string | null;
  subject: string;
  text: string;
  language: string;
  approved: string | null;
  step: string | null;
  released: number;
  edited: number;
  delivery_id: string | null;
  provider_id: string | null;
  created_at: number;
  due_at: number | null;
  sent_at: number | null;
  run_id: string | null;
  is_try: number | null;
  flow_key: string | null;
  flow_name: string | null;
  contact_user_ns: string | null;
  contact_label: string | null;
}

export const MESSAGE = `SELECT m.*, r.id AS run_id, r.is_try, f.key AS flow_key, f.name AS flow_name, c.user_ns AS contact_user_ns, c.label AS contact_label
  FROM message m LEFT JOIN flow_run r ON r.pk = m.run LEFT JOIN flow f ON f.pk = m.flow LEFT JOIN contact c ON c.pk = m.contact`;

export function messageOf(row: MessageRow): Message {
  const { sentence, next } = explainMessage(
    row.state,
    row.reason,
    row.is_try === 1 ? 'try' : row.mode,
    row.due_at !== null,
  );
  const { flow_key: key, flow_name: name, step, contact_user_ns: userNs, contact_label: label } = row;
  return {
    id: row.id,
    channel: row.channel,
    mode: row.mode,
    state: row.state,
    reason: row.reason,
    sentence: row.sentence === '' ? sentence : row.sentence,
    next,
    contact: userNs === null || label === null ? null : { userNs, label },
    to: row.address,
    subject: row.subject,
    text: row.text,
    isEdited: row.edited === 1,
    segments: row.channel === 'sms' ? segmentsOf(row.text) : null,
    flow: key === null || name === null || step === null ? null : { key, name, step },
    runId: row.run_id,
    deliveryId: row.delivery_id,
    createdAt: instant(row.created_at),
    dueAt: row.due_at === null ? null : instant(row.due_at),
    sentAt: row.sent_at === null ? null : instant(row.sent_at),
  };
}

const instant = (at: number) => new Date(at).toISOString();
