import { Button } from '@mantine/core';
import { IconEraser } from '@tabler/icons-react';
import { useState } from 'react';
import type { useEraseContact } from '#renderer/door/mutations.ts';
import type { ContactDetail } from '#shared/contract/contact.ts';
import { EraseContactDialog } from './EraseContactDialog.tsx';
import classes from './erasure.module.css';

/** The way to have somebody gone everywhere (LG3), and how that is more than deleting the contact. */
export function EraseContact({
  contact,
  erase,
}: {
  contact: ContactDetail;
  erase: ReturnType<typeof useEraseContact>;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className={classes.zone} aria-labelledby="erase-person">
      <div>
        <h2 id="erase-person">Erase this person</h2>
        <p>
          For somebody who asks to be forgotten. Deleting removes the contact only, and the log keeps what they sent.
          Erasing removes them everywhere: also the raw requests, their receipts, and what others’ requests say of them.
        </p>
      </div>
      <Button
        variant="default"
        className={classes.open}
        leftSection={<IconEraser size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Erase this person…
      </Button>
      {isOpen && <EraseContactDialog contact={contact} erase={erase} onClose={() => setOpen(false)} />}
    </section>
  );
}
