import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { JsonEditor, JsonEditorProps } from './JsonEditor.tsx';
import { RestingText } from './RestingText.tsx';

interface SampleBoxProps extends Omit<JsonEditorProps, 'start'> {
  /** Whether there is something to mark in the text. */
  hasFault: boolean;
}

/** Above this a plain box is slower than the code editor. */
const LONGEST_RESTING = 200_000;

/**
 * The sample's text. It rests as plain text that looks as in the code editor and can be edited at once; that one, the largest part of the app, is
 * fetched when the pointer or the focus comes, or there is something to mark, and goes on where the text was left.
 */
export function SampleBox({ hasFault, ...box }: SampleBoxProps) {
  const { value, goTo, onChange, onSubmit, label } = box;
  const resting = useRef<HTMLTextAreaElement>(null);
  const [editor, setEditor] = useState<{ Editor: typeof JsonEditor; start: JsonEditorProps['start'] } | null>(null);

  const fetchEditor = useCallback(async () => {
    // As a fault of drawing, which the page tells of: below its first lines the text at rest cannot be read.
    const showFault = (error: unknown) => {
      setEditor(() => {
        throw error;
      });
    };
    const module = await import('./JsonEditor.tsx').catch(showFault);
    const { current } = resting;
    if (module === undefined || current === null) return;
    const { selectionStart: from, selectionEnd: to } = current;
    const start = { from, to, hasFocus: current === document.activeElement };
    flushSync(() => setEditor({ Editor: module.JsonEditor, start }));
  }, []);

  const isWanted = hasFault || goTo !== null || value.length > LONGEST_RESTING;
  useEffect(() => {
    if (isWanted) void fetchEditor();
  }, [isWanted, fetchEditor]);

  if (editor !== null) return <editor.Editor {...box} start={editor.start} />;

  const submitOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <RestingText
      ref={resting}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={submitOnEnter}
      onPointerEnter={() => void fetchEditor()}
      onFocus={() => void fetchEditor()}
    />
  );
}
