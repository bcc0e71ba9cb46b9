import * as monaco from 'monaco-editor/editor';
// Before any editor is created: contributions registered later are not attached to it.
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/format/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/wordOperations/register';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';

/** The code editor, bundled: its workers come from this app, nothing is fetched from elsewhere. */
self.MonacoEnvironment = { getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()) };

jsonDefaults.setDiagnosticsOptions({ validate: true, allowComments: false, enableSchemaRequest: false });

export const THEMES = { light: 'fieldhook-light', dark: 'fieldhook-dark' } as const;

// The colours of ui/base.css: the editor draws on its own and cannot read them.
monaco.editor.defineTheme(THEMES.light, {
  base: 'vs',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#ffffff',
    'editor.foreground': '#1d1e21',
    'editorLineNumber.foreground': '#6c6f75',
    'editorGutter.background': '#ffffff',
    focusBorder: '#4547c8',
  },
});
monaco.editor.defineTheme(THEMES.dark, {
  base: 'vs-dark',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#1c1e21',
    'editor.foreground': '#e9eaec',
    'editorLineNumber.foreground': '#959aa3',
    'editorGutter.background': '#1c1e21',
    focusBorder: '#a4a9f7',
  },
});

export { monaco };
