import { Button } from '@mantine/core';
import { Notice } from '#renderer/ui/Notice.tsx';
import { usePasting } from './form-store.ts';
import { goToForm } from './places.ts';

/** Lines of the pasted text that did not get into the form: its owner puts them in by hand, or lets them be. */
export function LeftOut() {
  const { leftOut, pasted } = usePasting();
  if (leftOut.length === 0) return null;
  const lines = pasted.split(/\r\n|\r|\n/);
  return (
    <Notice
      tone="warn"
      isUrgent
      title={leftOut.length === 1 ? 'One line was left out.' : `${leftOut.length} lines were left out.`}
    >
      <ul>
        {leftOut.slice(0, 10).map(({ line, message }) => (
          <li key={line}>
            Line {line}, “{(lines[line - 1] ?? '').trim().slice(0, 60)}”: {message}
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          usePasting.setState({ leftOut: [] });
          goToForm();
        }}
      >
        Understood
      </Button>
    </Notice>
  );
}
