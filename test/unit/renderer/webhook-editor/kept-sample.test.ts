import { expect, test } from 'vitest';
import { dropKept, EMPTY_SAMPLE, editSample, takeKept } from '#renderer/features/webhook-editor/draft/sample-draft.ts';

test('LG3 a kept sample that was erased leaves the editor; a text that was only typed stays', () => {
  const kept = { text: '{"email":"jane@example.com"}', deliveryId: 'dlv_1' };
  const taken = takeKept(EMPTY_SAMPLE, kept, kept.text, true);
  expect(dropKept(taken)).toEqual(EMPTY_SAMPLE);
  expect(dropKept(editSample(taken, `${kept.text} `))).toEqual(EMPTY_SAMPLE);
  const typed = editSample(EMPTY_SAMPLE, '{}');
  expect(dropKept(typed)).toBe(typed);
});
