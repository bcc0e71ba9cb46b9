import { Button } from '@mantine/core';
import { useState } from 'react';
import { Section } from './Section.tsx';
import { SupportDialog } from './SupportDialog.tsx';
import classes from './settings.module.css';

/** A file for whoever helps, which is looked at before it is saved. */
export function Support() {
  const [isOpen, setOpen] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  return (
    <Section
      title="Support"
      text="When something does not work, a support file tells whoever helps you how Fieldhook is set up and how it is doing. No person, no value, no address and no secret is in it."
    >
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          See the support file…
        </Button>
      </div>
      <p role="status" className={classes.none}>
        {saved !== null && `Saved as ${saved} in your downloads. Nothing was sent to anybody.`}
      </p>
      <SupportDialog isOpen={isOpen} onClose={() => setOpen(false)} onSaved={setSaved} />
    </Section>
  );
}
