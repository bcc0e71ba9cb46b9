import { notifications, notificationsStore } from '@mantine/notifications';
import { beforeEach, expect, it } from 'vitest';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';

beforeEach(() => notifications.clean());

const offer = (done: string, about?: string) =>
  offerUndo({ done, undo: async () => undefined, failed: 'No.', ...(about !== undefined && { about }) });
const { getState } = notificationsStore;
const shown = () => [...getState().notifications, ...getState().queue].map(({ id }) => id);

it('a later note about the same takes the place of the one before', () => {
  offer('Jane is on the list.', 'opt-out 1');
  const [before] = shown();
  offer('Jane is off the list.', 'opt-out 1');
  expect(shown()).toHaveLength(1);
  expect(shown()).not.toContain(before);
});

it('the newest offers are seen at once: an older one gives way', () => {
  offer('One.');
  const [one] = shown();
  offer('Two.');
  offer('Three.');
  expect(shown()).toHaveLength(2);
  expect(shown()).not.toContain(one);
});
