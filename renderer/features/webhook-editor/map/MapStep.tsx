import { Button } from '@mantine/core';
import { IconListTree } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { JsonTree, type JsonTreeHandle } from '#renderer/json-tree/JsonTree.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { JsonValue } from '#shared/json/value.ts';
import { isOpenable } from '#shared/json-path/open-strings.ts';
import { isSamePlace, type Path, printPath } from '#shared/json-path/path.ts';
import { useEditor } from '../editor-context.tsx';
import { goToStep, MAP_PANEL } from '../places.ts';
import { StepSection } from '../StepSection.tsx';
import { SuggestionPanel } from '../suggestions/SuggestionPanel.tsx';
import { targetLabel } from '../targets.ts';
import { ByKeyPath } from './ByKeyPath.tsx';
import { CustomFields } from './CustomFields.tsx';
import { ItemsMode } from './ItemsMode.tsx';
import { isListOfGroups } from './items-mode.ts';
import classes from './map.module.css';
import { MapContext } from './map-context.tsx';
import { OpenedTexts } from './OpenedTexts.tsx';
import { ShowAsText } from './ShowAsText.tsx';
import { SlotRows } from './SlotRows.tsx';
import { treeMarks } from './tree-marks.ts';
import { UseForMenu } from './UseForMenu.tsx';
import { type Items, useItems } from './use-items.ts';
import { type Opening, useOpening } from './use-opening.ts';
import { usePicking } from './use-picking.ts';
import { useWantedPlace } from './use-wanted-place.ts';

export function MapStep() {
  const { root } = useEditor();
  const tree = useRef<JsonTreeHandle>(null);
  const picking = usePicking(tree);
  useWantedPlace(picking.map.reveal);
  const opening = useOpening(tree);
  const items = useItems(tree);
  return (
    <StepSection
      step="map"
      lead="Click a value and say what it is for; or press Pick first, then click; or drag it over. Nothing is changed by looking."
    >
      <MapContext value={picking.map}>
        <div className={classes.columns}>
          <div id={MAP_PANEL} className={classes.tree}>
            {root === undefined ? (
              <NoTree />
            ) : (
              <Tree root={root} tree={tree} picking={picking} opening={opening} items={items} />
            )}
          </div>
          <div className={classes.rows}>
            <Unreadable />
            <SuggestionPanel />
            <ItemsMode onLeave={items.join} />
            <OpenedTexts opening={opening} />
            <SlotRows />
            <CustomFields />
          </div>
        </div>
      </MapContext>
    </StepSection>
  );
}

function Tree({
  root,
  tree,
  picking,
  opening,
  items,
}: {
  root: JsonValue;
  tree: React.RefObject<JsonTreeHandle | null>;
  picking: ReturnType<typeof usePicking>;
  opening: Opening;
  items: Items;
}) {
  const { draft, fields, fieldNames, opening: state, items: shown } = useEditor();
  const { armed, lit, light } = picking.map;
  const list = shown?.place ?? null;
  const marks = useMemo(() => treeMarks(draft.config, fields, root, list), [draft.config, fields, root, list]);

  const notes = useMemo(() => rowNotes(state.opened, list), [state.opened, list]);
  const arming =
    armed === null ? null : armed.kind === 'composer' ? 'a custom field' : targetLabel(armed.target, fieldNames);
  return (
    <JsonTree
      ref={tree}
      value={root}
      label="Payload"
      selected={picking.selected}
      onSelect={picking.select}
      marks={marks}
      notes={notes}
      lit={lit}
      onHoverMark={light}
      arming={arming}
      selectionPanel={(path, value) => (
        <>
          <UseForMenu path={path} value={value} />
          {state.opened.some(({ place }) => isSamePlace(place, path)) && <ShowAsText place={path} opening={opening} />}
          {isListOfGroups(value) && draft.config.itemsPath === null && (
            <Button size="compact-sm" variant="default" onClick={() => items.split(path, value)}>
              One contact per item of this list
            </Button>
          )}
          {isOpenable(value) && <OpenButton path={path} opening={opening} />}
          <ByKeyPath path={path} root={root} list={list} />
        </>
      )}
    />
  );
}

/** What the draft makes of rows, in a word beside their type. */
function rowNotes(opened: readonly { place: Path }[], list: Path | null): ReadonlyMap<string, string> {
  const notes = new Map(opened.map(({ place }) => [printPath(place), 'was text']));
  if (list === null) return notes;
  const text = printPath(list);
  const before = notes.get(text);
  return notes.set(text, before === undefined ? 'one contact per item' : `${before} · one contact per item`);
}

function OpenButton({ path, opening }: { path: Path; opening: Opening }) {
  return (
    <Button size="compact-sm" variant="default" onClick={() => opening.open(path)}>
      Open as JSON
    </Button>
  );
}

function NoTree() {
  return (
    <EmptyState
      icon={<IconListTree aria-hidden />}
      title="No payload yet"
      text="Bring a payload into the sample box and press Preview Payload: its values appear here, ready to be clicked."
      action={
        <Button variant="default" onClick={() => goToStep('sample')}>
          Go to the sample
        </Button>
      }
    />
  );
}

/** The tree can show more than a request may hold; then it is said why nothing will be filled. */
function Unreadable() {
  const { preview } = useEditor();
  const parsed = preview.preview?.parsed;
  if (!parsed || parsed.ok) return null;
  return (
    <Notice tone="warn" title="A request like this would not be worked on">
      {parsed.sentence}
    </Notice>
  );
}
