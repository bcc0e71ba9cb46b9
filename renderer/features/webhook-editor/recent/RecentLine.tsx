import { PlainText } from '#renderer/ui/PlainText.tsx';
import { useEditor } from '../editor-context.tsx';
import { pathOf, type Target } from '../targets.ts';
import classes from './recent.module.css';
import { rowWords } from './row-words.ts';
import { rowOf, useBackTest } from './use-back-test.ts';

/** What a row makes of all recent requests, not just of the sample. Nothing is said while the answer is about an earlier draft. */
export function RecentLine({ target }: { target: Target }) {
  const { draft } = useEditor();
  const { result, isUpdating } = useBackTest();
  const row = result === null || isUpdating ? undefined : rowOf(result, target);
  const words =
    row === undefined || row.path !== pathOf(draft.config, target)
      ? null
      : rowWords(row, draft.config.itemsPath === null ? 'request' : 'item');
  if (words === null) return null;
  return (
    <div className={classes.line} data-tone={words.tone}>
      <PlainText text={words.text} />
    </div>
  );
}
