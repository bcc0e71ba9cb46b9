import type { ContactHistory, EarlierValue } from '#shared/contract/contact.ts';
import { PRIVATE_MASK } from '#shared/contract/field.ts';
import type { TimelineChange, TimelineEntry } from '#shared/contract/timeline.ts';
import type { Concerned, Secrets } from '../process/find-secrets.ts';
import { maskContact, maskMessage } from '../process/mask-private.ts';
import { changed, type Hide, hideTexts, isQuotingKey } from '../process/private-texts.ts';
import type { ApiServices } from './services.ts';

/*
 * LG3, on the way out: every answer of the door goes through here. What an object in it is about, it says itself by the ids of its contact,
 * request or run; of these is looked up what is private, and taken out of the words in the object and in what stands in it. So a route that
 * is added is covered, and so is a text that was written before a field was made private.
 */

/** The same answer where nothing in it is private. */
export async function maskAnswer<Answer>({ reading }: Pick<ApiServices, 'reading'>, answer: Answer): Promise<Answer> {
  const concerned = concernedBy(answer);
  if (Object.values(concerned).every((ids) => ids.length === 0)) return answer;
  const secrets = await reading.secrets(concerned);
  return secrets === null ? answer : (mask(answer, secrets, null, false) as Answer);
}

/** What somebody is about, by their own id and by those that they name. */
interface About {
  contacts: string[];
  deliveries: string[];
  runs: string[];
}

function aboutOf(value: object): About {
  const of = value as Record<string, unknown>;
  const contact = typeof of.contact === 'object' ? (of.contact as { userNs?: unknown } | null) : null;
  const texts = (...ids: unknown[]) => ids.filter((id) => typeof id === 'string');
  const own = (prefix: string) => (typeof of.id === 'string' && of.id.startsWith(prefix) ? of.id : null);
  return {
    contacts: texts(of.userNs, contact?.userNs),
    deliveries: texts(of.deliveryId, own('dlv_')),
    runs: texts(of.runId, own('run_')),
  };
}

function concernedBy(answer: unknown): Concerned {
  const found = { contacts: new Set<string>(), deliveries: new Set<string>(), runs: new Set<string>() };
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const item of value) look(item);
      return;
    }
    const about = aboutOf(value);
    for (const id of about.contacts) found.contacts.add(id);
    for (const id of about.deliveries) found.deliveries.add(id);
    for (const id of about.runs) found.runs.add(id);
    for (const inner of Object.values(value)) look(inner);
  };
  look(answer);
  return { contacts: [...found.contacts], deliveries: [...found.deliveries], runs: [...found.runs] };
}

/** The texts that are hidden here, with how they are found. */
interface Scope {
  texts: ReadonlySet<string>;
  hide: Hide | null;
}

function mask(value: unknown, secrets: Secrets, scope: Scope | null, isQuoting: boolean): unknown {
  if (typeof value === 'string') return isQuoting && scope?.hide ? scope.hide(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => mask(item, secrets, scope, isQuoting));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  const about = aboutOf(value);
  const inner = widened(scope, about, secrets);
  const plain = withoutWords(value, about, secrets);
  return changed(plain, (key, one) => {
    // A read payload is JSON in a text: whoever read it has masked it as such.
    if (key === 'parsed') return one;
    const masked = mask(one, secrets, inner, isQuotingKey(key));
    return key === 'fields' && isPerson(value) && masked !== one ? wholly(one as Fields, masked as Fields) : masked;
  });
}

type Fields = Parameters<typeof maskContact>[0]['fields'];

/** So that nobody saves a text with a mask in it. */
function wholly(fields: Fields, masked: Fields): Fields {
  const hidden = Object.entries(masked).map(([key, value]) => [
    key,
    value === fields[key] ? value : { ...value, text: PRIVATE_MASK, original: null },
  ]);
  return Object.fromEntries(hidden);
}

function widened(scope: Scope | null, { contacts, deliveries }: About, { texts }: Secrets): Scope | null {
  const more = [...contacts, ...deliveries].flatMap((id) => texts.get(id) ?? []);
  if (more.every((text) => scope?.texts.has(text))) return scope;
  const all = new Set([...(scope?.texts ?? []), ...more]);
  return { texts: all, hide: hideTexts(all) };
}

interface Told {
  fields?: unknown;
  flow?: { step?: unknown } | null;
  subject?: unknown;
  text?: unknown;
  sentence?: unknown;
  steps?: unknown;
}

/** What has a place of its own is masked by its place, since a value may stand there in other words. */
function withoutWords(value: object, { runs }: About, { keys, steps }: Secrets): object {
  const told = value as Told;
  if (isPerson(value)) return maskContact(value, keys);
  if (isHistory(value)) return { ...value, earlier: value.earlier.map((one) => hideEarlier(one, keys)) };
  if (isChange(value)) return { ...value, changes: value.changes.map((one) => hideChange(one, keys)) };
  const hidden = runs.flatMap((run) => [...(steps.get(run) ?? [])]);
  if (hidden.length === 0) return value;
  if (typeof told.text === 'string' && typeof told.subject === 'string') {
    const isHidden = typeof told.flow?.step === 'string' && hidden.includes(told.flow.step);
    return isHidden ? maskMessage({ ...value, subject: told.subject, text: told.text }) : value;
  }
  return Array.isArray(told.steps) ? maskRun(value as Way, hidden) : value;
}

function isPerson(value: object): value is Parameters<typeof maskContact>[0] {
  return 'userNs' in value && 'fields' in value && !Array.isArray(value.fields);
}

function isHistory(value: object): value is ContactHistory {
  return 'userNs' in value && 'earlier' in value && Array.isArray(value.earlier);
}

function hideEarlier(value: EarlierValue, keys: Secrets['keys']): EarlierValue {
  return keys.has(value.field) ? { ...value, text: PRIVATE_MASK, original: null } : value;
}

function isChange(value: object): value is Extract<TimelineEntry, { kind: 'change' }> {
  return 'kind' in value && value.kind === 'change' && 'changes' in value && Array.isArray(value.changes);
}

function hideChange(change: TimelineChange, keys: Secrets['keys']): TimelineChange {
  if (change.of !== 'field' || !keys.has(change.field)) return change;
  const hidden = (text: string | null) => (text === null ? null : PRIVATE_MASK);
  return { ...change, before: hidden(change.before), after: hidden(change.after) };
}

interface Way {
  sentence: string;
  steps: { step: string; kind: string; state: string; sentence: string }[];
}

function maskRun(run: Way, hidden: readonly string[]): Way {
  const said = new Set<string>();
  const steps = run.steps.map((step) => {
    const sentence = hidden.includes(step.step) ? sayPrivately(step) : step.sentence;
    if (sentence === step.sentence) return step;
    said.add(step.sentence);
    return { ...step, sentence };
  });
  // While it waits, it says what its last step says.
  const sentence = said.has(run.sentence) ? (steps.at(-1)?.sentence ?? PRIVATE_MASK) : run.sentence;
  return { ...run, sentence, steps };
}

/** What the flow said of a field that was private then already. */
const SAID_PRIVATELY =
  /^“[^”]*” (was set to a private value|keeps what it had: what it would get does not fit this private field)\.$/;

function sayPrivately({ kind, state, sentence }: Way['steps'][number]): string {
  if (SAID_PRIVATELY.test(sentence)) return sentence;
  switch (kind) {
    case 'condition':
      return `${sentence.startsWith('Yes') ? 'Yes' : 'No'}: it looks at a private value.`;
    case 'set-field':
      return state === 'done'
        ? 'A field was set to a private value.'
        : 'A field keeps what it had: what it would get is private.';
    case 'wait':
      return state === 'waiting' ? 'It waits for a private date.' : 'It waited for a private date.';
    default:
      return sentence;
  }
}
