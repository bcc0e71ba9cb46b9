import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayValue } from '#renderer/ui/phones/say-phone.ts';
import { formatFieldValue } from '#renderer/ui/receipt/format-field-value.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { SLOT_LABELS, type Slot } from '#shared/contract/slot-words.ts';
import type { WebhookTest } from '#shared/contract/webhook-test.ts';
import { useEditor } from '../editor-context.tsx';
import classes from './tests.module.css';

/** What a test expects to be read, person by person, folded away. */
export function Expected({ test: { expected } }: { test: WebhookTest }) {
  const business = useBusiness();
  const { fields: known } = useEditor();
  const fieldOf = new Map(known.map((field) => [field.key, field]));
  return (
    <details className={classes.expected}>
      <summary>What it expects</summary>
      {expected.length === 0 && <p>Nobody.</p>}
      {expected.map(({ identity, profile, fields }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: people of a test have no name but their place, and never move.
        <dl key={place}>
          {Object.entries({ ...identity, ...profile }).map(([slot, value]) => (
            <div key={slot}>
              <dt>{SLOT_LABELS[slot as Slot]}</dt>
              <dd>
                <PlainText text={sayValue(slot as Slot, value)} />
              </dd>
            </div>
          ))}
          {Object.entries(fields).map(([field, value]) => (
            <div key={field}>
              <dt>
                <PlainText text={fieldOf.get(field)?.name ?? field} />
              </dt>
              <dd>
                <PlainText
                  text={
                    value === null ? 'cleared' : formatFieldValue(value, fieldOf.get(field)?.type ?? 'text', business)
                  }
                />
              </dd>
            </div>
          ))}
        </dl>
      ))}
    </details>
  );
}
