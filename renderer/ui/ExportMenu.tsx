import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useStartExport } from '#renderer/door/mutations.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { ExportWish } from '#shared/contract/export.ts';

/** Everything as a file. How far it is shows at the bottom of the window, on every page. */
export function ExportMenu({
  files,
  label = 'Export',
  size = 'sm',
}: {
  files: readonly { label: string; wish: ExportWish }[];
  label?: string;
  size?: 'xs' | 'sm';
}) {
  const start = useStartExport();
  const begin = (body: ExportWish) =>
    start.mutate({ body }, { onError: (error) => tellFailure('Nothing was exported.', error) });
  return (
    <Menu position="bottom-end" width="max-content">
      <Menu.Target>
        <Button size={size} variant="default" leftSection={<IconDownload size={size === 'sm' ? 16 : 15} aria-hidden />}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map(({ label, wish }) => (
          <Menu.Item key={label} onClick={() => begin(wish)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
