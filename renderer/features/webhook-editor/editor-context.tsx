import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Field } from '#shared/contract/field.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { listAt } from '#shared/json-path/one-item.ts';
import { type Opened, openStrings } from '#shared/json-path/open-strings.ts';
import type { Path } from '#shared/json-path/path.ts';
import { useSideStore, webhookDrafts } from './draft/draft-store.ts';
import { EMPTY_SAMPLE, type SampleDraft } from './draft/sample-draft.ts';
import type { WebhookDraft, WebhookEdit } from './draft/saved-webhook.ts';
import { type PreviewState, receiptOfRow, usePreview } from './preview/use-preview.ts';

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
  /** The list of people in the sample that is worked on one by one (RC3); null where the request is one, or has no such list. */
  items: { place: Path; list: readonly JsonValue[] } | null;
  /** Which of them the rows of the map speak of, from 0. */
  shownItem: number;
  showItem: (index: number) => void;
  preview: PreviewState;
  /** What the dry run says of the values in the rows: of the request, or of the item that is shown. */
  rowReceipt: Receipt | null;
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
  const { openStrings: paths, itemsPath } = draft.config;
  const { value: root, ...opening } = useMemo(() => openedRoot(parsed, paths, itemsPath), [parsed, paths, itemsPath]);
  const items = useMemo(
    () => (root === undefined || itemsPath === null ? null : listAt(itemsPath, root)),
    [root, itemsPath],
  );
  const [wantedItem, showItem] = useState(0);
  const shownItem = Math.min(wantedItem, Math.max(0, (items?.list.length ?? 0) - 1));
  const preview = usePreview(id, shown, draft.config);
  const rowReceipt = receiptOfRow(preview.preview, shownItem);
  const fieldNames = useMemo(() => new Map(fields.map(({ key, name }) => [key, name])), [fields]);
  const edit = useMemo(() => (change: WebhookEdit) => webhookDrafts.edit(id, change), [id]);
  const state: EditorState = {
    webhook,
    draft,
    fields,
    fieldNames,
    sample,
    root,
    opening,
    items,
    shownItem,
    showItem,
    preview,
    rowReceipt,
    edit,
  };
  return <EditorContext value={state}>{children}</EditorContext>;
}

function rootOf(text: string | undefined): JsonValue | undefined {
  if (text === undefined) return undefined;
  const parsed = parseJson(text, TREE_LIMITS);
  return parsed.ok ? parsed.value : undefined;
}

const NOTHING = { value: undefined, opened: [], unopened: [] };

function openedRoot(root: JsonValue | undefined, paths: readonly string[], itemsPath: string | null) {
  return root === undefined ? NOTHING : openStrings(root, paths, itemsPath);
}
