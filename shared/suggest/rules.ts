import type { FieldType } from '../contract/field.ts';
import type { IdentitySlot, ProfileSlot } from '../contract/webhook.ts';
import { isJsonObject, type JsonValue } from '../json/value.ts';
import { valueText } from '../json/value-text.ts';
import { EMAIL, MOMENT, PHONE } from './shape.ts';
import type { Leaf, Suggestion } from './suggestion.ts';
import { clientScore } from './whose.ts';

/** What a rule thinks of a value; the highest score wins. */
export interface Fit {
  score: number;
  reason: string;
  confidence: Suggestion['confidence'];
}

export interface SlotRule {
  slot: IdentitySlot | ProfileSlot;
  fit: (leaf: Leaf) => Fit | null;
}

export interface FieldRule {
  name: string;
  type: FieldType;
  /** What somebody has written is the same with every sender. */
  isOfWords?: true;
  fit: (leaf: Leaf) => Fit | null;
}

const PHONE_WORDS = /\b(?:phone|mobile|cell|tel|telephone|whatsapp|sms|text reminder|from)\b|phonenumber/;
const NAME_KEY = /name$|^(?:answer|value|text)$/;
/** More than nothing: what is free tells nothing of where its price stands. */
const AMOUNT = /^-?(?=[\d.,]*[1-9])\d{1,9}(?:[.,]\d{1,2})?$/;
/** What is counted there is not money. */
const COUNT = /\b(?:counter|counts?|pages?|pagination|paging|quantity|invitees|attendees|guests|seats|usage|limits?)\b/;
/** Begins and ends without anybody coming. */
const NO_VISIT = /\b(?:billing|period|subscription|invoice|contract|coupon|discount|membership)\b/;
const VISIT =
  /\b(?:book|bookings?|appointments?|events?|schedul\w*|slots?|sessions?|meetings?|reservations?|class|visits?|times?)\b/;

export const SLOT_RULES: readonly SlotRule[] = [
  { slot: 'phone', fit: fitPhone },
  { slot: 'email', fit: fitEmail },
  { slot: 'crmContactId', fit: fitCrmId },
  { slot: 'firstName', fit: named(/^(?:firstname|givenname|forename|fname)$/, 'a first name') },
  { slot: 'lastName', fit: named(/^(?:lastname|surname|familyname|lname)$/, 'a last name') },
  { slot: 'name', fit: fitName },
];

export const FIELD_RULES: readonly FieldRule[] = [
  {
    name: 'Booking start',
    type: 'datetime',
    fit: moment(/^(?:event)?(?:start|starts)(?:time|at|date|datetime|son)?$/),
  },
  { name: 'Booking end', type: 'datetime', fit: moment(/^(?:event)?(?:end|ends)(?:time|at|date|datetime|son)?$/) },
  {
    name: 'Service',
    type: 'text',
    fit: text(
      /^(?:service|servicename|eventtitle|eventtypename|appointmenttype|treatment|productname|itemname|plan)$/,
      100,
    ),
  },
  { name: 'Price', type: 'number', fit: fitPrice },
  {
    name: 'Status',
    type: 'text',
    fit: text(/^(?:status|bookingstatus|orderstatus|paymentstatus|financialstatus)$/, 40),
  },
  {
    name: 'Notes',
    type: 'text',
    isOfWords: true,
    fit: text(/^(?:notes?|messages?|comments?|additionalnotes|customernote|body)$/, 10_000),
  },
  { name: 'Answers', type: 'json', isOfWords: true, fit: fitAnswers },
];

function fitEmail(leaf: Leaf): Fit | null {
  const score = EMAIL.test(textOf(leaf)) ? clientScore(leaf) : null;
  if (score === null) return null;
  const isNamed = /\b(?:e ?)?mail\b/.test(leaf.words);
  return judged(
    score + (isNamed ? 10 : 0),
    isNamed ? 'It is an e-mail address under that name.' : 'It looks like an e-mail address.',
    isNamed,
  );
}

function fitPhone(leaf: Leaf): Fit | null {
  const found = textOf(leaf).trim();
  if (!PHONE.test(found) || MOMENT.test(found) || /id$/.test(leaf.key)) return null;
  const score = clientScore(leaf);
  const digits = found.replace(/\D/g, '').length;
  if (score === null || digits < 7 || digits > 15) return null;
  const isNamed = PHONE_WORDS.test(leaf.words);
  if (!isNamed && !found.startsWith('+')) return null;
  return judged(
    score + (isNamed ? 10 : 0),
    isNamed ? 'It is a phone number under that name.' : 'It looks like a phone number.',
    isNamed,
  );
}

function fitCrmId(leaf: Leaf): Fit | null {
  const found = textOf(leaf);
  const isNamed = /^(?:customerid|contactid|clientid|crmid|crmcontactid)$/.test(leaf.key);
  const isInside = leaf.key === 'id' && /\b(?:customer|contact|client) id$/.test(leaf.words);
  // Guests of a shop all have customer number 0.
  if (!(isNamed || isInside) || !/^[\w:/.-]{2,100}$/.test(found) || clientScore(leaf) === null) return null;
  return judged(0 - leaf.place.length, 'It is the sender’s own number for the person.', false);
}

function named(pattern: RegExp, what: string): SlotRule['fit'] {
  return (leaf) => {
    const score = pattern.test(leaf.key) && isShort(leaf) ? clientScore(leaf) : null;
    if (score === null) return null;
    return judged(score, `It stands under a name for ${what}.`, true);
  };
}

function fitName(leaf: Leaf): Fit | null {
  if (!NAME_KEY.test(leaf.key) || !isShort(leaf)) return null;
  const score = clientScore(leaf);
  const isFull = /^(?:fullname|yourname|customername|clientname|contactname|displayname|payername)$/.test(leaf.key);
  const isAnswer = /\b(?:your|full|contact) name\b/.test(leaf.words) && /^(?:answer|value|text)$/.test(leaf.key);
  // A name alone can be that of anything; of a person only where one is spoken of, or at the top.
  const isPlain = leaf.key === 'name' && (leaf.place.length === 1 || (score ?? 0) > 0);
  if (score === null || !(isFull || isAnswer || isPlain) || /[@/]/.test(textOf(leaf))) return null;
  return judged(
    score + (isFull || isAnswer ? 5 : 0),
    'It stands under a name for the person’s name.',
    isFull || isAnswer,
  );
}

function moment(pattern: RegExp): FieldRule['fit'] {
  return (leaf) => {
    const found = textOf(leaf).trim();
    if (!pattern.test(leaf.key) || NO_VISIT.test(leaf.names)) return null;
    // Any number of that length can be a moment; then the words around it have to speak of one.
    if (!(MOMENT.test(found) || (/^1\d{9}(?:\d{3})?$/.test(found) && VISIT.test(leaf.names)))) return null;
    return judged(-leaf.place.length, 'It is a moment under that name.', true);
  };
}

function text(pattern: RegExp, most: number): FieldRule['fit'] {
  return (leaf) => {
    const isUsable = typeof leaf.value === 'string' && leaf.value.trim() !== '' && leaf.value.length <= most;
    if (!isUsable || !pattern.test(leaf.key)) return null;
    return judged(-leaf.place.length, 'It stands under that name.', false);
  };
}

function fitPrice(leaf: Leaf): Fit | null {
  const isTotal = /^(?:total|totalprice|ordertotal|grandtotal|mcgross|amounttotal|totalamount)$/.test(leaf.key);
  const found = textOf(leaf);
  if (!(isTotal || /^(?:price|amount)$/.test(leaf.key)) || !AMOUNT.test(found) || COUNT.test(leaf.names)) return null;
  const score = (isTotal ? 20 : 0) - leaf.place.length;
  // Payment services send 2000 for 20.00.
  return /^-?\d{3,}$/.test(found)
    ? judged(score, 'It is an amount under that name, perhaps in cents: compare it with what was paid.', false)
    : judged(score, 'It is an amount under that name.', isTotal);
}

const QUESTION = ['question', 'label', 'title', 'field'];
const ANSWER = ['answer', 'value', 'response', 'type'];

function fitAnswers({ value, place }: Leaf): Fit | null {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isAnswer)) return null;
  return judged(-place.length, 'It is the list of questions with their answers.', true);
}

function isAnswer(item: JsonValue): boolean {
  if (!isJsonObject(item) || (Object.hasOwn(item, 'value') && isJsonObject(item.value!))) return false;
  return [QUESTION, ANSWER].every((names) => names.some((name) => Object.hasOwn(item, name)));
}

function judged(score: number, reason: string, isSure: boolean): Fit {
  return { score, reason, confidence: isSure ? 'sure' : 'likely' };
}

const textOf = ({ value }: Leaf): string => valueText(value) ?? '';
const isShort = (leaf: Leaf): boolean => {
  const length = textOf(leaf).trim().length;
  return typeof leaf.value === 'string' && length > 0 && length <= 100;
};
