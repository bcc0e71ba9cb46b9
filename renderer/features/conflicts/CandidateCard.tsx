import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFields } from '#renderer/door/queries.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayValue } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { Contact, Identifier } from '#shared/contract/contact.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import classes from './conflicts.module.css';

/** Fields shown; the rest is on the person's page. */
const SHOWN_FIELDS = 6;

/** One of the people: by what they are known (what the request has in common with them marked), when they were last heard of, their fields. */
export function CandidateCard({
  person,
  said,
  action,
}: {
  person: Contact;
  said: readonly Identifier[];
  action: ReactNode;
}) {
  const business = useBusiness();
  const { data: fields = [] } = useFields();
  const { userNs, label, requests, lastRequestAt, createdAt } = person;
  const held = fields.flatMap(({ key, name, type }) => {
    const value = person.fields[key];
    return value ? [{ key, name, text: formatFieldValue(value.text, type, business, 120) }] : [];
  });
  const further = held.length - SHOWN_FIELDS;
  return (
    <article className={classes.person} aria-labelledby={`person-${userNs}`}>
      <h3 id={`person-${userNs}`}>
        <Anchor component={Link} href={`/contacts/${encodeURIComponent(userNs)}`} inherit c="inherit">
          <PlainText text={sayPhone(label)} />
        </Anchor>
      </h3>
      <p className={classes.soft}>
        {requests === 0 ? 'No requests yet' : requests === 1 ? 'One request' : `${sayCount(requests)} requests`}
        {' · '}
        {lastRequestAt ? (
          <>
            last <RelativeTime at={lastRequestAt} />
          </>
        ) : (
          <>
            known since <RelativeTime at={createdAt} />
          </>
        )}
      </p>
      <dl>
        {(['phone', 'email', 'crmContactId', 'userNs'] as const).map((slot) => {
          const value = person[slot];
          const isSaid = said.some((one) => one.slot === slot);
          if (value === null || (slot === 'userNs' && !isSaid)) return null;
          return (
            <div key={slot} data-said={isSaid || undefined}>
              <dt>{SLOT_LABELS[slot]}</dt>
              <dd>
                <PlainText text={sayValue(slot, value)} />
                {isSaid && <span className={classes.same}>in the request</span>}
              </dd>
            </div>
          );
        })}
        {held.slice(0, SHOWN_FIELDS).map(({ key, name, text }) => (
          <div key={key}>
            <dt>
              <PlainText text={name} />
            </dt>
            <dd>
              <PlainText text={text} />
            </dd>
          </div>
        ))}
      </dl>
      {further > 0 && <p className={classes.soft}>and {further === 1 ? 'one more field' : `${further} more fields`}</p>}
      <div className={classes.action}>{action}</div>
    </article>
  );
}
