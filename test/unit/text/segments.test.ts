import { describe, expect, it } from 'vitest';
import { segmentsOf } from '#shared/text/segments.ts';

describe('SN6 K7 segments are counted as they are billed', () => {
  it.each([
    ['nothing', '', 1, 'GSM-7'],
    ['one character', 'a', 1, 'GSM-7'],
    ['160 of the GSM alphabet', 'a'.repeat(160), 1, 'GSM-7'],
    ['161 of them', 'a'.repeat(161), 2, 'GSM-7'],
    ['two whole parts', 'a'.repeat(306), 2, 'GSM-7'],
    ['one more', 'a'.repeat(307), 3, 'GSM-7'],
    ['Greek capitals and accents of the alphabet', 'ΔΦΓΛΩΠΨΣΘΞ àèéùìòÇØøÅåÆæßÉ £¥§¿¡', 1, 'GSM-7'],
    ['the euro takes two places', `${'a'.repeat(158)}€`, 1, 'GSM-7'],
    ['and may be one too many', `${'a'.repeat(159)}€`, 2, 'GSM-7'],
    ['an escaped character is not cut in two', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3, 'GSM-7'],
    ['70 with an accent outside of it', `${'a'.repeat(69)}ê`, 1, 'UCS-2'],
    ['71 of them', `${'a'.repeat(70)}ê`, 2, 'UCS-2'],
    ['two whole parts of these', `${'a'.repeat(133)}ê`, 2, 'UCS-2'],
    ['one more of these', `${'a'.repeat(134)}ê`, 3, 'UCS-2'],
    ['a smart quote costs the alphabet', 'It’s', 1, 'UCS-2'],
    ['an emoji takes two places', '🎉'.repeat(35), 1, 'UCS-2'],
    ['36 of them', '🎉'.repeat(36), 2, 'UCS-2'],
    ['an emoji is not cut in two: 33 in a part', '🎉'.repeat(67), 3, 'UCS-2'],
    ['a backtick is outside', '`', 1, 'UCS-2'],
  ])('%s', (_, text, count, encoding) => {
    expect(segmentsOf(text)).toEqual({ count, encoding });
  });
});
