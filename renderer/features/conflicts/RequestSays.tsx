import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayValue } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { ConflictDetail } from '#shared/contract/conflict.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import classes from './conflicts.module.css';

/** Each identifier with whose it is, and what else the request brings. */
export function RequestSays({ conflict: { receipt, candidates, item } }: { conflict: ConflictDetail }) {
  const business = useBusiness();
  if (receipt === null) return null;
  const { identification, profile, fields } = receipt;
  const ownerOf = (slot: string) => candidates.find(({ said }) => said.some((one) => one.slot === slot));
  return (
    <section className={classes.says} aria-labelledby="request-says">
      <h2 id="request-says">{item === null ? 'The request says' : 'The item says'}</h2>
      <dl>
        {IDENTITY_SLOTS.map((slot) => {
          const reading = identification?.readings[slot];
          if (!reading?.value) return null;
          const owner = ownerOf(slot);
          return (
            <div key={slot}>
              <dt>{SLOT_LABELS[slot]}</dt>
              <dd>
                <PlainText text={sayValue(slot, reading.value)} />
                <span className={classes.whose}>
                  {owner ? (
                    <>
                      of <PlainText text={sayPhone(owner.label)} />
                    </>
                  ) : (
                    'of nobody yet'
                  )}
                </span>
              </dd>
            </div>
          );
        })}
        {PROFILE_SLOTS.map((slot) => {
          const value = profile?.[slot].value;
          return value ? (
            <div key={slot}>
              <dt>{SLOT_LABELS[slot]}</dt>
              <dd>
                <PlainText text={value} />
              </dd>
            </div>
          ) : null;
        })}
        {fields.map(
          ({ field, name, type, value }) =>
            value && (
              <div key={field}>
                <dt>
                  <PlainText text={name} />
                </dt>
                <dd>
                  <PlainText text={formatFieldValue(value.text, type, business, 120)} />
                </dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}
