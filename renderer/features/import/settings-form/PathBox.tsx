import { TextInput } from '@mantine/core';
import { useId, useMemo } from 'react';
import { PathNoteLines } from '#renderer/ui/path/PathNoteLines.tsx';
import { pathFault } from '#renderer/ui/path/path-fault.ts';
import { pathNotes } from '#renderer/ui/path/path-notes.ts';
import { VerdictLine } from '#renderer/ui/path/VerdictLine.tsx';
import classes from '../import.module.css';
import { FORM, formDrafts } from './form-store.ts';
import { inputId } from './places.ts';

/** A path, judged while it is typed by what will read it. `missing` says that something should stand here. */
export function PathBox({
  pointer,
  label,
  isLabelShown,
  path,
  missing,
  onChange,
  onReplace,
}: {
  pointer: string;
  label: string;
  isLabelShown: boolean;
  path: string;
  missing: string | null;
  /** While it is typed. */
  onChange: (path: string) => void;
  /** By another way of writing it, in one step. */
  onReplace: (path: string) => void;
}) {
  const footId = useId();
  const text = path.trim();
  const verdict = useMemo(() => pathFault(text === '' ? null : text), [text]);
  const notes = useMemo(() => (text === '' ? [] : pathNotes(text, undefined)), [text]);
  return (
    <div className={classes.path}>
      <TextInput
        id={inputId(pointer)}
        {...(isLabelShown ? { label } : { 'aria-label': label })}
        aria-describedby={footId}
        data-draft
        classNames={{ input: classes.code ?? '' }}
        placeholder="$.…"
        spellCheck={false}
        autoComplete="off"
        maxLength={20_000}
        error={verdict !== null || missing !== null}
        value={path}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => formDrafts.endTyping(FORM)}
      />
      <div id={footId} className={classes.foot}>
        {verdict !== null && <VerdictLine verdict={verdict} path={text} />}
        {verdict === null && missing !== null && <span className={classes.missing}>{missing}</span>}
        <PathNoteLines notes={notes} onUse={onReplace} />
      </div>
    </div>
  );
}
