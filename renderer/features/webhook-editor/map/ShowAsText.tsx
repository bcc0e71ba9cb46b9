import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { Path } from '#shared/json-path/path.ts';
import { useEditor } from '../editor-context.tsx';
import { openingPath } from './opened-texts.ts';
import type { Opening } from './use-opening.ts';

/** Closes an opened text again; asks first where values from inside it are in use. */
export function ShowAsText({ place, opening }: { place: Path; opening: Opening }) {
  const [isAsking, setIsAsking] = useState(false);
  const losses = opening.losses(place);
  const { items } = useEditor();
  const path = openingPath(place, items?.place ?? null);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Show as text: ${path}`}
        onClick={() => (losses.length > 0 ? setIsAsking(true) : opening.close(place))}
      >
        Show as text
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
        title="Show it as text again?"
        confirm="Show as text"
        change={{ isPending: false, error: null }}
        onConfirm={() => {
          setIsAsking(false);
          opening.close(place);
        }}
      >
        <PlainText text={lossWords(losses, path)} />
      </ConfirmDialog>
    </>
  );
}

function lossWords(losses: string[], path: string): string {
  const [first = '', ...others] = losses;
  const names = others.length === 0 ? first : `${losses.slice(0, -1).join(', ')} and ${losses.at(-1)}`;
  return `${names} ${others.length === 0 ? 'takes its value' : 'take their values'} from inside ${path}. ${
    others.length === 0 ? 'It' : 'They'
  } will be emptied. Undo brings everything back.`;
}
