import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useDropExport } from '#renderer/door/mutations.ts';
import { useExports } from '#renderer/door/queries.ts';
import { startedHere, useStartedHere } from '#renderer/door/started-here.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { tell } from '#renderer/ui/tell.ts';
import type { Export } from '#shared/contract/export.ts';
import { RAW_ROUTES } from '#shared/contract/routes.ts';
import { exportHeadline, exportProgress, exportShare } from './export-words.ts';
import { FootBar } from './FootBar.tsx';

/** The file that is being made or waits to be saved, on every page until it has gone out. */
export function ExportBar() {
  const [current] = useExports().data ?? [];
  useSaveWhenReady(current);
  const drop = useDropExport();
  if (current === undefined) return null;
  const { id, state, fileName } = current;
  const share = exportShare(current);
  const leave = () => {
    drop.mutate({ params: { id } });
    if (state === 'running') announce('The export was cancelled. Nothing of it was kept.');
    // Nothing to undo: the same file is made anew.
    if (state === 'ready') tell(`${fileName} is thrown away. Nothing is lost: export again to have it anew.`);
    document.getElementById('main')?.focus();
  };
  return (
    <FootBar
      label="Export"
      isFault={state === 'failed'}
      headline={exportHeadline(current)}
      detail={state === 'failed' ? null : exportProgress(current)}
      progress={state === 'running' ? { share, label: 'Rows done' } : null}
    >
      {state === 'ready' && (
        <Button
          component="a"
          href={addressOf(current)}
          download={fileName}
          size="xs"
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          Save file
        </Button>
      )}
      <Button size="xs" variant="default" onClick={leave}>
        {{ running: 'Cancel', ready: 'Throw away', failed: 'Close' }[state]}
      </Button>
    </FootBar>
  );
}

/** Where it was asked for, the file is saved by itself; the engine throws it away when it has gone out whole. */
function useSaveWhenReady(current: Export | undefined): void {
  const mine = useStartedHere(({ id }) => id);
  useEffect(() => {
    if (current?.state !== 'ready' || current.id !== mine) return;
    startedHere(null);
    const link = document.createElement('a');
    link.href = addressOf(current);
    link.download = current.fileName;
    link.click();
    notifications.show({
      title: `${current.fileName} is being saved`,
      message: exportProgress(current),
      color: 'green',
      withBorder: true,
    });
  }, [current, mine]);
}

function addressOf({ id }: Export): string {
  return RAW_ROUTES.exportFile.replace(':id', encodeURIComponent(id));
}
