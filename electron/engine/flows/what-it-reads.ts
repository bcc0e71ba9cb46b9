import type { Step } from '#shared/contract/flow.ts';
import type { Channel, IdentitySlot, ProfileSlot } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { templatesOf } from '#shared/flow/steps.ts';
import type { Names } from '../templates/messages.ts';
import { placeOf } from './payload-places.ts';
import { readingsIn } from './readings-in.ts';

export type Slot = IdentitySlot | ProfileSlot;

/** Something that a step goes by. */
export type Source =
  /** In the request. Where one of `unless` is missing there, the text says itself what stands there instead. */
  | { of: 'place'; path: string; unless: readonly string[] }
  /** Null: all of them. */
  | { of: 'field'; key: string | null }
  /** Identifiers and names of the contact. */
  | { of: 'contact'; slots: readonly Slot[] }
  | { of: 'tag'; tag: string };

/** What the names under `contact` are made of. */
const CONTACT_NAMES: Record<string, readonly Slot[]> = {
  user_ns: ['userNs'],
  crm_contact_id: ['crmContactId'],
  phone: ['phone'],
  email: ['email'],
  first_name: ['firstName'],
  last_name: ['lastName'],
  name: ['name', 'firstName', 'lastName'],
  time_zone: ['phone'],
};

/** What a step reads: in its texts, its condition, the date that it waits for, and where a message goes. Writing is not reading. */
export function sourcesOf(step: Step, own: Channel): Source[] {
  switch (step.kind) {
    case 'send': {
      const channel = step.channel === 'contact' ? own : step.channel;
      const isSent = (pointer: string) =>
        (channel === 'email' || pointer !== '/subject') &&
        (channel === 'whatsapp' || !pointer.startsWith('/approved/'));
      const texts = templatesOf(step).filter(({ pointer }) => isSent(pointer));
      return [...texts.flatMap(({ text }) => sourcesIn(text)), { of: 'contact', slots: addressOf(channel) }];
    }
    case 'wait':
      return step.wait.kind === 'at-field' ? [{ of: 'field', key: step.wait.field }] : [];
    case 'condition':
      return [operandOf(step.test.operand)];
    default:
      return templatesOf(step).flatMap(({ text }) => sourcesIn(text));
  }
}

function operandOf(operand: Extract<Step, { kind: 'condition' }>['test']['operand']): Source {
  switch (operand.of) {
    case 'field':
      return { of: 'field', key: operand.field };
    case 'contact':
      return { of: 'contact', slots: operand.slot === 'channel' ? [] : [operand.slot] };
    case 'tag':
      return operand;
    case 'payload':
      return { of: 'place', path: operand.path, unless: [] };
    default:
      return assertNever(operand);
  }
}

function addressOf(channel: Channel | 'desktop'): readonly Slot[] {
  switch (channel) {
    case 'email':
      return ['email'];
    case 'sms':
    case 'voice':
    case 'whatsapp':
      return ['phone'];
    default:
      return [];
  }
}

function sourcesIn(text: string): Source[] {
  return readingsIn(text).flatMap(({ names, unless }) => sourceOf(names, unless) ?? []);
}

function sourceOf(names: Names, unless: readonly Names[]): Source | null {
  const [root, name] = names;
  switch (root) {
    case 'payload': {
      const path = placeOf(names);
      return path === null ? null : { of: 'place', path, unless: unless.flatMap((place) => placeOf(place) ?? []) };
    }
    case 'field':
      return { of: 'field', key: typeof name === 'string' ? name : null };
    case 'contact':
      return { of: 'contact', slots: slotsOf(name) };
    default:
      return null;
  }
}

/** Of a name; all of them where it is told by a value, or the contact is read as a whole. */
function slotsOf(name: Names[number] | undefined): readonly Slot[] {
  if (typeof name !== 'string') return Object.values(CONTACT_NAMES).flat();
  return Object.hasOwn(CONTACT_NAMES, name) ? CONTACT_NAMES[name]! : [];
}
