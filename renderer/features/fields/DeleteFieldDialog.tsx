import { useDeleteField, useRestoreField } from '#renderer/door/mutations.ts';
import { DeleteEverywhereDialog } from '#renderer/ui/DeleteEverywhereDialog.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { useSubject } from '#renderer/ui/use-subject.ts';
import type { Field } from '#shared/contract/field.ts';

/**
 * Says what goes before it deletes. Only a field that was shown as used is taken out of webhooks: one that came into use meanwhile is
 * refused by the engine, and the dialog then says by which.
 */
export function DeleteFieldDialog({ field, onClose }: { field: Field | null; onClose: () => void }) {
  const remove = useDeleteField();
  const restore = useRestoreField();
  const shown = useSubject(field, remove.reset);
  if (!shown) return null;

  const isUsed = shown.usedBy.length > 0 || shown.flows.length > 0 || remove.error?.code === 'FIELD_IN_USE';
  const params = { key: shown.key };
  return (
    <DeleteEverywhereDialog
      isOpen={field !== null}
      onClose={onClose}
      name={shown.name}
      noun="field"
      isUsed={isUsed}
      change={remove}
      remove={() => remove.mutateAsync({ params, query: { force: isUsed ? 'true' : 'false' } })}
      undo={() => restore.mutateAsync({ params, query: { createdAt: shown.createdAt } })}
    >
      {shown.usedBy.length > 0 && (
        <p>
          It is filled by{' '}
          <strong>
            <PlainText text={new Intl.ListFormat('en').format(shown.usedBy.map(({ name }) => name))} />
          </strong>
          . It is taken out there too; everything else about{' '}
          {shown.usedBy.length === 1 ? 'that webhook' : 'those webhooks'} stays as it is.
        </p>
      )}
      {shown.flows.length > 0 && (
        <p>
          The flows{' '}
          <strong>
            <PlainText text={new Intl.ListFormat('en').format(shown.flows.map(({ name }) => name))} />
          </strong>{' '}
          name it. They keep their steps; what needs the field is then not sent, and they say so.
        </p>
      )}
      <p>{loss(shown.contacts)}</p>
    </DeleteEverywhereDialog>
  );
}

function loss(contacts: number): string {
  if (contacts === 0) return 'No contact has a value in it.';
  return contacts === 1
    ? 'One contact has a value in it, which is deleted too.'
    : `${sayCount(contacts)} contacts have a value in it, which is deleted too.`;
}
