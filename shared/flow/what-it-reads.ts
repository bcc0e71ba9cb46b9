import type { FlowConfig, Step } from '../contract/flow.ts';
import type { Channel, IdentitySlot, ProfileSlot } from '../contract/webhook.ts';
import { everyStep, namesMember, templatesOf } from './steps.ts';

type Slot = IdentitySlot | ProfileSlot;

/** What a slot is called in templates; `contact.name` is made of the first and last name where there is no other. */
const NAMES: Record<Slot, readonly string[]> = {
  userNs: ['user_ns'],
  crmContactId: ['crm_contact_id'],
  phone: ['phone'],
  email: ['email'],
  firstName: ['first_name', 'name'],
  lastName: ['last_name', 'name'],
  name: ['name'],
};

/** Whether what a flow does depends on a custom field: a text or a condition reads it, or a wait ends by it. Writing it is not reading. */
export function readsField({ steps }: FlowConfig, key: string): boolean {
  return everyStep(steps).some(
    (step) =>
      (step.kind === 'wait' && step.wait.kind === 'at-field' && step.wait.field === key) ||
      (step.kind === 'condition' && step.test.operand.of === 'field' && step.test.operand.field === key) ||
      templatesOf(step).some(({ text }) => namesMember(text, 'field', key)),
  );
}

/** Whether what a flow does depends on an identifier or a name of the contact, whose own channel this is: also where a message goes. */
export function readsSlot({ steps }: FlowConfig, slot: Slot, own: Channel): boolean {
  return everyStep(steps).some(
    (step) =>
      (step.kind === 'condition' &&
        step.test.operand.of === 'contact' &&
        NAMES[slot].includes(nameOf(step.test.operand.slot))) ||
      templatesOf(step).some(({ text }) => NAMES[slot].some((name) => namesMember(text, 'contact', name))) ||
      addressOf(step, own) === slot,
  );
}

function nameOf(slot: Slot | 'channel'): string {
  return slot === 'channel' ? slot : NAMES[slot][0]!;
}

/** The slot that holds the address to which a step sends; null where it sends nothing, or by no address of the request. */
function addressOf(step: Step, own: Channel): Slot | null {
  if (step.kind !== 'send') return null;
  const channel = step.channel === 'contact' ? own : step.channel;
  if (channel === 'email') return 'email';
  return channel === 'sms' || channel === 'voice' || channel === 'whatsapp' ? 'phone' : null;
}
