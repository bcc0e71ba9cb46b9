import { Button } from '@mantine/core';
import { IconListTree } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import { JsonTree, type JsonTreeHandle } from '#renderer/json-tree/JsonTree.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { JsonValue } from '#shared/json/value.ts';
import { useEditor } from '../editor-context.tsx';
import { goToStep } from '../places.ts';
import { StepSection } from '../StepSection.tsx';
import { targetLabel } from '../targets.ts';
import { ByKeyPath } from './ByKeyPath.tsx';
import { CustomFields } from './CustomFields.tsx';
import classes from './map.module.css';
import { MapContext } from './map-context.tsx';
import { SlotRows } from './SlotRows.tsx';
import { treeMarks } from './tree-marks.ts';
import { UseForMenu } from './UseForMenu.tsx';
import { usePicking } from './use-picking.ts';

export function MapStep() {
  const { root } = useEditor();
  const tree = useRef<JsonTreeHandle>(null);
  const picking = usePicking(tree);
  return (
    <StepSection
      step="map"
      lead="Click a value and say what it is for; or press Pick first, then click; or drag it over. Nothing is changed by looking."
    >
      <MapContext value={picking.map}>
        <div className={classes.columns}>
          <div className={classes.tree}>
            {root === undefined ? <NoTree /> : <Tree root={root} tree={tree} picking={picking} />}
          </div>
          <div className={classes.rows}>
            <Unreadable />
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
}: {
  root: JsonValue;
  tree: React.RefObject<JsonTreeHandle | null>;
  picking: ReturnType<typeof usePicking>;
}) {
  const { draft, fields, fieldNames } = useEditor();
  const { armed, lit, light } = picking.map;
  const marks = useMemo(() => treeMarks(draft.config, fields, root), [draft.config, fields, root]);
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
      lit={lit}
      onHoverMark={light}
      arming={arming}
      selectionPanel={(path) => (
        <>
          <UseForMenu path={path} />
          <ByKeyPath path={path} root={root} />
        </>
      )}
    />
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
