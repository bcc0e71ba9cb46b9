import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Field } from '#shared/contract/field.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import type { JsonValue } from '#shared/json/value.ts';

import { type Opened, openStrings } from '#shared/json-path/open-strings.ts';
import { useSideStore, webhookDrafts } from './draft/draft-store.ts';

import { EMPTY_SAMPLE, type SampleDraft } from './draft/sample-draft.ts';
import type { WebhookDraft, WebhookEdit } from './draft/saved-webhook.ts';
import { type PreviewState, usePreview } from './preview/use-preview.ts';

/** What every step of the editor works on. */
export interface EditorState {
  webhook: Webhook;
  draft: WebhookDraft;
  fields: readonly Field[];
  fieldNames: ReadonlyMap<string, string>;
  sample: SampleDraft;
  /** The shown sample as a tree, with the texts opened that the draft opens; undefined while there is none. */
  root: JsonValue | undefined;
  /** Which texts are opened in it, and which stayed texts. */
  opening: Pick<Opened, 'opened' | 'unopened'>;
  preview: PreviewState;
  edit: (edit: WebhookEdit) => void;
}

const EditorContext = createContext<EditorState | null>(null);

export function useEditor(): EditorState {
  const state = useContext(EditorContext);
  if (state === null) throw new Error('This belongs inside the webhook editor.');
  return state;
}

export function EditorProvider({
  webhook,
  draft,
  fields,
  children,
}: {
  webhook: Webhook;
  draft: WebhookDraft;
  fields: readonly Field[];
  children: ReactNode;
}) {
  const { id } = webhook;
  const sample = useSideStore(({ samples }) => samples[id]) ?? EMPTY_SAMPLE;
  const { shown } = sample;
  const parsed = useMemo(() => rootOf(shown?.text), [shown]);
  const { openStrings: paths } = draft.config;
  const { value: root, ...opening } = useMemo(() => openedRoot(parsed, paths), [parsed, paths]);
  const preview = usePreview(id, shown, draft.config);
  const fieldNames = useMemo(() => new Map(fields.map(({ key, name }) => [key, name])), [fields]);
  const edit = useMemo(() => (change: WebhookEdit) => webhookDrafts.edit(id, change), [id]);
  const state: EditorState = { webhook, draft, fields, fieldNames, sample, root, opening, preview, edit };
  return <EditorContext value={state}>{children}</EditorContext>;
}

function rootOf(text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  const parsed = parseJson(text, TREE_LIMITS);
  return parsed.ok ? parsed.value : undefined;
}

const NOTHING = { value: undefined, opened: [], unopened: [] };

function openedRoot(root: JsonValue | undefined, paths: readonly string[]) {
  return root === undefined ? NOTHING : openStrings(root, paths);
}
