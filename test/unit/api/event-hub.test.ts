import { describe, expect, it } from 'vitest';
import { EventHub, type NumberedEvent } from '#engine/events.ts';

function readFrom(hub: EventHub, lastId: string | null) {
  const seen: NumberedEvent[] = [];
  const leave = hub.subscribe(lastId, (event) => seen.push(event));
  return { seen, leave, ids: () => seen.map(({ id }) => id) };
}

function hubWith(count: number) {
  const hub = new EventHub('run1');
  for (let index = 0; index < count; index += 1) hub.publish({ type: 'field', key: `f${index}` });
  return hub;
}

describe('EventHub', () => {
  it('gives a new reader only what comes after', () => {
    const hub = hubWith(3);
    const reader = readFrom(hub, null);
    hub.publish({ type: 'settings' });
    expect(reader.seen).toEqual([{ id: 'run1-4', event: { type: 'settings' } }]);
  });

  it.each([
    ['run1-0', ['run1-1', 'run1-2', 'run1-3']],
    ['run1-2', ['run1-3']],
    ['run1-3', []],
  ])('lets a reader go on after %s', (lastId, missed) => {
    expect(readFrom(hubWith(3), lastId).ids()).toEqual(missed);
  });

  it.each(['run0-2', 'run1-4', 'run1-', 'run1-x', 'run1--1', 'run1-1.5', '', 'nonsense'])(
    'says reset to a reader that comes with “%s”',
    (lastId) => {
      expect(readFrom(hubWith(3), lastId).seen).toEqual([{ id: 'run1-3', event: { type: 'reset' } }]);
    },
  );

  it('says reset once the missed events are no longer kept', () => {
    expect(readFrom(hubWith(1001), 'run1-0').seen).toEqual([{ id: 'run1-1001', event: { type: 'reset' } }]);
    expect(readFrom(hubWith(1001), 'run1-1').ids()).toHaveLength(1000);
  });

  it('names the place from which nothing is missed', () => {
    const hub = hubWith(2);
    const place = hub.position();
    hub.publish({ type: 'settings' });
    expect(readFrom(hub, place).ids()).toEqual(['run1-3']);
  });

  it('LG3 says reset once it was told to forget the past', () => {
    const hub = hubWith(3);
    const place = hub.position();
    hub.forget();
    expect(readFrom(hub, 'run1-2').seen).toEqual([{ id: 'run1-3', event: { type: 'reset' } }]);
    expect(readFrom(hub, place).seen).toEqual([]);
    hub.publish({ type: 'settings' });
    expect(readFrom(hub, place).ids()).toEqual(['run1-4']);
  });

  it('forgets a reader that left', () => {
    const hub = hubWith(0);
    const reader = readFrom(hub, null);
    reader.leave();
    hub.publish({ type: 'settings' });
    expect(reader.seen).toEqual([]);
  });
});
