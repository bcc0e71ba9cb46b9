import type { Stored, StoredRow } from './read-stored.ts';
import type { Ack, Event } from './sender.ts';

/** What the senders know. */
export interface Ledger {
  events: readonly Event[];
  acks: readonly Ack[];
}

/**
 * Compares what senders were told with what is on disk, after everything accepted has been worked on. Each fault is one line; none means that the
 * promise was kept: every acknowledged request is stored, with its bytes; an event that was signed had its effect once, however often it came; every stored
 * request was worked on exactly once, in the order of arrival.
 */
export function findFaults({ events, acks }: Ledger, { deliveries, contacts, damage }: Stored): string[] {
  const known = new Map(events.map((event) => [event.id, event]));
  const eventOf = (row: StoredRow) => known.get(idIn(row.body));
  const effective = deliveries.filter(({ outcome }) => outcome === 'processed');
  return [
    ...damage.map((line) => `damaged: ${line}`),
    ...lostOrChanged(acks, deliveries),
    ...deliveries.filter((row) => eventOf(row)?.body !== row.body).map((row) => `${row.id} is not what was sent`),
    ...deliveries
      .filter(({ outcome }) => outcome !== 'processed' && outcome !== 'duplicate')
      .map(({ id, outcome }) => `${id} ended as ${outcome}`),
    ...twice(acks, effective, eventOf),
    ...disorder(effective, eventOf),
    ...wrongEffects(effective, contacts, eventOf),
  ];
}

function lostOrChanged(acks: readonly Ack[], deliveries: readonly StoredRow[]): string[] {
  const stored = Map.groupBy(deliveries, ({ id }) => id);
  return acks.flatMap(({ event, deliveryId }) => {
    const rows = stored.get(deliveryId) ?? [];
    if (rows.length === 0) return [`lost: ${event.id} was acknowledged as ${deliveryId}`];
    if (rows.length > 1) return [`${deliveryId} is stored ${rows.length} times`];
    return rows[0]!.body === event.body ? [] : [`${deliveryId} holds other bytes than ${event.id}`];
  });
}

type EventOf = (row: StoredRow) => Event | undefined;

/** A signed event has one effect, an acknowledged one exactly one; unsigned ones cannot be told apart, so there each stored one counts. */
function twice(acks: readonly Ack[], effective: readonly StoredRow[], eventOf: EventOf): string[] {
  const effects = Map.groupBy(effective, (row) => eventOf(row)?.id);
  const repeated = [...effects].filter(([, rows]) => rows.length > 1 && eventOf(rows[0]!)?.isSigned);
  const without = acks.filter(({ event }) => !effects.has(event.id));
  return [
    ...repeated.map(([id, rows]) => `twice: ${id} had its effect ${rows.length} times`),
    ...without.map(({ event }) => `${event.id} was acknowledged and had no effect`),
  ];
}

/** A sender begins its next event after the acknowledgement of the last, so its events are stored in its order. */
function disorder(effective: readonly StoredRow[], eventOf: EventOf): string[] {
  const latest = new Map<string, Event>();
  return effective.flatMap((row) => {
    const event = eventOf(row);
    if (event === undefined) return [];
    const before = latest.get(event.sender);
    latest.set(event.sender, event);
    return before !== undefined && before.number > event.number ? [`${event.id} came after ${before.id}`] : [];
  });
}

/** Each work on a person takes the field over from the one before it: a work that is done twice, out of turn or by half breaks the chain. */
function wrongEffects(effective: readonly StoredRow[], contacts: Stored['contacts'], eventOf: EventOf): string[] {
  const faults: string[] = [];
  const people = new Map<string, { requests: number; lastEvent: string | null }>();
  for (const row of effective) {
    const event = eventOf(row);
    if (event === undefined) continue;
    const person = people.get(event.email) ?? { requests: 0, lastEvent: null };
    const { before, after } = row.lastEvent ?? { before: 'no receipt', after: 'no receipt' };
    if (before !== person.lastEvent || after !== event.id) {
      faults.push(
        `chain: ${row.id} turned ${before} into ${after}; it had to turn ${person.lastEvent} into ${event.id}`,
      );
    }
    people.set(event.email, { requests: person.requests + 1, lastEvent: event.id });
  }
  const expected = [...people].map(([email, person]) => `${email} ${person.requests} ${person.lastEvent}`);
  const found = contacts.map(({ email, requests, lastEvent }) => `${email} ${requests} ${lastEvent}`);
  const differing = [
    ...expected.filter((line) => !found.includes(line)).map((line) => `expected ${line}`),
    ...found.filter((line) => !expected.includes(line)).map((line) => `found ${line}`),
    ...[...Map.groupBy(contacts, ({ email }) => email)]
      .filter(([, same]) => same.length > 1)
      .map(([email, same]) => `${same.length} for ${email}`),
  ];
  return [...faults, ...differing.map((line) => `contacts: ${line}`)];
}

function idIn(body: string): string {
  try {
    const { event }: { event: string } = JSON.parse(body);
    return event;
  } catch {
    return '';
  }
}
