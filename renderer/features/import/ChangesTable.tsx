import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { ImportChange } from '#shared/contract/webhook-file.ts';
import classes from './import.module.css';

/** What differs between what is here and what would be imported, from a file or a form; or, with nothing here, what that says. */
export function ChangesTable({ changes, isCompared }: { changes: readonly ImportChange[]; isCompared: boolean }) {
  if (changes.length === 0) return null;
  return (
    <table className={classes.changes}>
      <caption>{isCompared ? 'What differs' : 'What it does'}</caption>
      <thead>
        <tr>
          <th scope="col">Setting</th>
          {isCompared && <th scope="col">Here</th>}
          <th scope="col">In the import</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ what, before, after, isPath }) => (
          <tr key={what}>
            <th scope="row">
              <PlainText text={what} />
            </th>
            {isCompared && (
              <td data-gone={before === null ? undefined : true}>
                <Said text={before} isPath={isPath} />
              </td>
            )}
            <td>
              <Said text={after} isPath={isPath} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Said({ text, isPath = false }: { text: string | null; isPath?: boolean | undefined }) {
  if (text === null) return 'not there';
  if (!isPath) return <PlainText text={text} />;
  return (
    <code className="fh-mono">
      <PlainText text={text} />
    </code>
  );
}
