import { useEditor } from '../editor-context.tsx';
import { FieldComposer } from './FieldComposer.tsx';
import { FieldRow } from './FieldRow.tsx';
import classes from './map.module.css';
import { StoreEverything } from './StoreEverything.tsx';

/** Values that are kept for later: one row a custom field, the row to add one, and the switch that keeps everything. */
export function CustomFields() {
  const { draft } = useEditor();
  return (
    <section className={classes.group} aria-labelledby="fields-title">
      <h3 id="fields-title" className={classes.groupTitle}>
        Custom fields
      </h3>
      <p className={classes.groupLead}>Anything else worth keeping about the person: when, where, how much.</p>
      <FieldComposer />
      {draft.config.fields.map((mapping) => (
        <FieldRow key={mapping.field} mapping={mapping} />
      ))}
      <StoreEverything />
    </section>
  );
}
