import * as monaco from 'monaco-editor/editor';
// All features, before any editor is created: the JSON mode brings more of them in later, and a second editor would miss their services.
import 'monaco-editor/features/register.all';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker';
import { jsonDefaults } from 'monaco-editor/languages/features/json/register';

/** The code editor, bundled: its workers come from this app, nothing is fetched from elsewhere. */
self.MonacoEnvironment = { getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()) };

jsonDefaults.setDiagnosticsOptions({ validate: true, allowComments: false, enableSchemaRequest: false });

export const THEMES = { light: 'fieldhook-light', dark: 'fieldhook-dark' } as const;

// The colours of ui/base.css and resting-text.module.css: the editor draws on its own and cannot read them.
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
    ...brackets('#000000'),
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
    ...brackets('#dcdcdc'),
  },
});

/** Every depth of brackets in one colour, as in the text at rest. */
function brackets(colour: string): monaco.editor.IColors {
  return Object.fromEntries([1, 2, 3].map((depth) => [`editorBracketHighlight.foreground${depth}`, colour]));
}

export { monaco };
