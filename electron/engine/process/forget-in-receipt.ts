import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import { byteText, mentions, type PersonTraces, standsIn } from './person-traces.ts';
import { searchableText } from './searchable-request.ts';

const ERASED = '(erased)';

/**
 * The receipt of somebody else’s request without the person: they are no possible duplicate any more, and every text that names them, by
 * identifier or by name, is replaced. What it tells of the other contact stays.
 */
export function forgetInReceipt(
  receipt: Receipt,
  person: { userNs: string; names: readonly string[]; traces: PersonTraces },
): Receipt {
  // Two people may have the same name: the other one’s own is left.
  const own = byteText(receipt.contact?.label ?? '');
  const names = person.names.map((name) => byteText(name.trim())).filter((name) => name.length > 1 && name !== own);
  const namesThem = (text: string) =>
    isNamed(text, person.traces) || searchableText(text).some((form) => names.some((name) => standsIn(form, name)));
  const { identification } = receipt;
  const forgotten = rewrite(
    identification === null
      ? receipt
      : {
          ...receipt,
          identification: {
            ...identification,
            candidates: identification.candidates.filter(({ contact }) => contact.userNs !== person.userNs),
            possibleDuplicates: identification.possibleDuplicates.filter(
              ({ contact }) => contact.userNs !== person.userNs,
            ),
          },
        },
    namesThem,
  ) as Receipt;
  return { ...forgotten, sentence: ERASED_SENTENCE };
}

/** Any other JSON in which a person stands, without the texts that name them. */
export function forgetInJson(json: string, traces: PersonTraces): string {
  return JSON.stringify(rewrite(JSON.parse(json), (text) => isNamed(text, traces)));
}

export function isNamed(text: string, traces: PersonTraces): boolean {
  return searchableText(text).some((form) => mentions(form, traces));
}

function rewrite(value: unknown, namesThem: (text: string) => boolean): unknown {
  if (typeof value === 'string') return namesThem(value) ? ERASED : value;
  if (Array.isArray(value)) return value.map((item) => rewrite(item, namesThem));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewrite(item, namesThem)]));
}
