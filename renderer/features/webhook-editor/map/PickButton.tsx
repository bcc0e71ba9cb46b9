import { Button } from '@mantine/core';
import { IconPointer } from '@tabler/icons-react';
import { useEditor } from '../editor-context.tsx';
import { type Armed, armedId, pickButtonId, useMap } from './map-context.tsx';

/** Arms a row: the next click in the tree fills it. Pressed again, or Escape, disarms it. */
export function PickButton({ armed, label }: { armed: Armed; label: string }) {
  const { root } = useEditor();
  const map = useMap();
  const isArmed = map.armed !== null && armedId(map.armed) === armedId(armed);
  return (
    <Button
      id={pickButtonId(armed)}
      size="compact-xs"
      variant={isArmed ? 'filled' : 'default'}
      aria-pressed={isArmed}
      aria-label={`Pick ${label}`}
      disabled={root === undefined}
      title={root === undefined ? 'There is no sample in the tree yet' : 'Then click a value in the tree'}
      leftSection={<IconPointer size={13} aria-hidden />}
      onClick={() => map.arm(armed)}
    >
      Pick
    </Button>
  );
}
