import { SLOT_LABELS, type Slot } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS } from '#shared/contract/webhook.ts';
import { useEditor } from '../editor-context.tsx';
import { isIdentitySlot, pathOf, slotTarget } from '../targets.ts';
import { MappingRow } from './MappingRow.tsx';
import classes from './map.module.css';
import { SLOT_HINTS } from './slot-hints.ts';
import { slotVerdict } from './verdict.ts';

/** Who the request is about, and the person's names. */
export function SlotRows() {
  return (
    <>
      <section className={classes.group} aria-labelledby="identity-title">
        <h3 id="identity-title" className={classes.groupTitle}>
          Who it is about
        </h3>
        <p className={classes.groupLead}>At least one must have a value. They are tried in this order.</p>
        {IDENTITY_SLOTS.map((slot) => (
          <SlotRow key={slot} slot={slot} />
        ))}
      </section>
      <section className={classes.group} aria-labelledby="profile-title">
        <h3 id="profile-title" className={classes.groupTitle}>
          Their name
        </h3>
        {PROFILE_SLOTS.map((slot) => (
          <SlotRow key={slot} slot={slot} />
        ))}
      </section>
    </>
  );
}

function SlotRow({ slot }: { slot: Slot }) {
  const { draft, rowReceipt: receipt } = useEditor();
  const reading = isIdentitySlot(slot) ? receipt?.identification?.readings[slot] : receipt?.profile?.[slot];
  const target = slotTarget(slot);
  const verdict = slotVerdict(reading, pathOf(draft.config, target));
  return <MappingRow target={target} label={SLOT_LABELS[slot]} detail={SLOT_HINTS[slot]} verdict={verdict} />;
}
