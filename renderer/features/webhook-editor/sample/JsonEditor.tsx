import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef } from 'react';
import { monaco, THEMES } from './monaco.ts';
import classes from './sample.module.css';

export interface JsonEditorProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  /** Where to put the cursor when asked to; a new object asks again. */
  goTo: { line: number; column: number } | null;
  /** Ctrl/Cmd-Enter. */
  onSubmit: () => void;
  /** What is selected at first, in characters from the beginning, and whether one is writing already. */
  start: { from: number; to: number; hasFocus: boolean };
}

/** The code editor for JSON: faults are marked in place as one types. Tab leaves it, as everywhere else on the page. */
export function JsonEditor({ value, onChange, label, goTo, onSubmit, start }: JsonEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);
  const latest = useRef({ value, onChange, onSubmit, start });
  latest.current = { value, onChange, onSubmit, start };
  const scheme = useComputedColorScheme('light');

  // Before anything else happens: no key is to fall between the box that it replaces and this one.
  useLayoutEffect(() => {
    if (host.current === null) return;
    const made = monaco.editor.create(host.current, {
      ...OPTIONS,
      value: latest.current.value,
      ariaLabel: label,
    });
    const changes = made.onDidChangeModelContent(() => {
      const text = made.getValue();
      if (text !== latest.current.value) latest.current.onChange(text);
    });
    // Not as a command: Monaco keeps one for ever, and with it the editor and its page.
    const submits = made.addAction({
      id: 'fieldhook.submit',
      label: 'Preview Payload',
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter],
      run: () => latest.current.onSubmit(),
    });
    editor.current = made;
    select(made, latest.current.start);
    return () => {
      changes.dispose();
      submits.dispose();
      // What works on the text asks it until the editor has gone.
      const model = made.getModel();
      made.dispose();
      model?.dispose();
      editor.current = null;
    };
  }, [label]);

  useEffect(() => monaco.editor.setTheme(THEMES[scheme]), [scheme]);

  useEffect(() => {
    const model = editor.current?.getModel();
    if (!model || model.getValue() === value) return;
    // As an edit: what stood there before comes back with the editor's own undo.
    editor.current?.pushUndoStop();
    editor.current?.executeEdits('sample', [{ range: model.getFullModelRange(), text: value }]);
    editor.current?.pushUndoStop();
    editor.current?.setScrollTop(0);
  }, [value]);

  useEffect(() => {
    if (goTo === null) return;
    editor.current?.setPosition({ lineNumber: goTo.line, column: goTo.column });
    editor.current?.revealLineInCenter(goTo.line);
    editor.current?.focus();
  }, [goTo]);

  return <div ref={host} className={classes.editor} />;
}

function select(editor: monaco.editor.IStandaloneCodeEditor, { from, to, hasFocus }: JsonEditorProps['start']): void {
  const model = editor.getModel();
  if (model === null || !hasFocus) return;
  editor.setSelection(monaco.Selection.fromPositions(model.getPositionAt(from), model.getPositionAt(to)));
  editor.focus();
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  language: 'json',
  automaticLayout: true,
  tabFocusMode: true,
  tabSize: 2,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  fontFamily: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSize: 12.5,
  lineHeight: 19,
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 6,
  glyphMargin: false,
  folding: true,
  renderLineHighlight: 'none',
  overviewRulerLanes: 0,
  hideCursorInOverviewRuler: true,
  padding: { top: 10, bottom: 10 },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, alwaysConsumeMouseWheel: false },
  quickSuggestions: false,
  links: false,
  occurrencesHighlight: 'off',
  fixedOverflowWidgets: true,
  formatOnPaste: true,
  unicodeHighlight: { ambiguousCharacters: false },
};
