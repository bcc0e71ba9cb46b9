import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';

/** Everything as a file. The browser saves it while it is made, shows how far it is and can cancel it. */
export function ExportMenu({ files }: { files: readonly { label: string; href: string }[] }) {
  return (
    <Menu position="bottom-end" width="max-content">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map(({ label, href }) => (
          <Menu.Item key={href} component="a" href={href} download>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
