import { useMemo } from 'react';
import { useDelivery, useSettings } from '#renderer/door/queries.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import { gistOf } from './request-gist.ts';
import classes from './sample.module.css';

/** A large request is not fetched for a line about it, bytes. */
const MOST_BYTES = 100_000;

/** One line that tells this request from the others. Private values stay masked. */
export function RequestGist({ delivery }: { delivery: Delivery }) {
  const isSmall = delivery.sizeBytes <= MOST_BYTES;
  const own = useSettings().data;
  const detail = useDelivery(delivery.id, { enabled: isSmall && delivery.contact === null }).data;
  const parsed = detail?.parsed;
  const headers = detail?.headers;
  const text = parsed?.ok ? (parsed.closedText ?? parsed.text) : null;
  const gist = useMemo(() => {
    if (text === null || own === undefined) return '';
    const read = parseJson(text, TREE_LIMITS);
    return read.ok ? gistOf(read.value, headers ?? [], { emails: own.ownEmails, phones: own.ownPhones }) : '';
  }, [text, headers, own]);
  const line = delivery.contact ? sayPhone(delivery.contact.label) : gist;
  if (line === '') return null;
  return (
    <span className={classes.gist}>
      <PlainText text={line} />
    </span>
  );
}
