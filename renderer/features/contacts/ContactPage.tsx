import { Button } from '@mantine/core';
import { IconArrowMerge, IconTrash } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useDeleteContact, useEraseContact } from '#renderer/door/mutations.ts';
import { useContact, useContactHistory, useFields } from '#renderer/door/queries.ts';
import { ExportMenu } from '#renderer/ui/ExportMenu.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Merges } from '#renderer/ui/merge/Merges.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { shownData } from '#renderer/ui/shown-data.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { ContactDetail } from '#shared/contract/contact.ts';
import { ContactOptOuts } from './ContactOptOuts.tsx';
import { ContactTags } from './ContactTags.tsx';
import { ContactTimeline } from './ContactTimeline.tsx';
import { CustomFields } from './CustomFields.tsx';
import { contactFiles } from './contact-files.ts';
import { DeleteContactDialog } from './DeleteContactDialog.tsx';
import { EraseContact } from './EraseContact.tsx';
import { ErasedPage } from './ErasedPage.tsx';
import { Identifiers } from './Identifiers.tsx';
import { MergeWithDialog } from './MergeWithDialog.tsx';
import { Profile } from './Profile.tsx';
import classes from './person.module.css';
import { sayAdded } from './timeline-words.ts';

/** One person: how they are known, what is filed about them, what they sent and what they were sent. */
export function ContactPage({ userNs }: { userNs: string }) {
  const remove = useDeleteContact();
  const erase = useEraseContact();
  // Somebody who is being deleted is not asked for again: the answer could only be that nobody is there.
  const isGoing = [remove, erase].some(({ isPending, isSuccess }) => isPending || isSuccess);
  const [isPrivateShown, setPrivateShown] = useState(false);
  const contact = useContact(userNs, { enabled: !isGoing, isPrivateShown });
  const history = useContactHistory(userNs, { enabled: !isGoing, isPrivateShown });
  const shown = shownData(contact);
  const fields = useFields();
  const hasPrivate = fields.data?.some(({ isPrivate }) => isPrivate) ?? false;
  const [isDeleting, setDeleting] = useState(false);
  const [isMerging, setMerging] = useState(false);
  useOwnAddress(userNs, shown);
  if (erase.data) return <ErasedPage report={erase.data} />;
  return (
    <Page
      title={shown ? sayPhone(shown.label) : 'Contact'}
      back={{ href: '/contacts', label: 'Contacts' }}
      help="contacts"
      lead={shown && <Origin contact={shown} />}
      width="wide"
      actions={
        shown && (
          <>
            <ExportMenu files={contactFiles(hasPrivate, { userNs: [shown.userNs] })} />
            <Button
              variant="default"
              leftSection={<IconArrowMerge size={16} aria-hidden />}
              onClick={() => setMerging(true)}
            >
              Merge with…
            </Button>
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setDeleting(true)}
            >
              Delete…
            </Button>
          </>
        )
      }
    >
      <Loaded
        query={contact}
        skeleton={<RowsSkeleton height={150} rows={3} />}
        way={{ href: '/contacts', label: 'Back to contacts' }}
      >
        {(person) => (
          <div className={classes.columns}>
            <div className={classes.cards}>
              <Merges merges={person.merges} />
              <Identifiers contact={person} changes={history.data?.changes ?? []} />
              <Profile contact={person} changes={history.data?.changes ?? []} />
              <ContactTags contact={person} />
              <CustomFields
                contact={person}
                fields={fields.data ?? []}
                earlier={history.data?.earlier ?? []}
                isPrivateShown={isPrivateShown}
                onShowPrivate={setPrivateShown}
              />
              <EraseContact contact={person} erase={erase} />
            </div>
            <div className={classes.cards}>
              <ContactOptOuts userNs={userNs} />
              <ContactTimeline contact={person} enabled={!isGoing} isPrivateShown={isPrivateShown} />
            </div>
          </div>
        )}
      </Loaded>
      {shown && (
        <>
          <DeleteContactDialog contact={shown} remove={remove} isOpen={isDeleting} onClose={() => setDeleting(false)} />
          <MergeWithDialog contact={shown} isOpen={isMerging} onClose={() => setMerging(false)} />
        </>
      )}
    </Page>
  );
}

/** Somebody who was merged is found under the old address too; the page goes on under the one of the contact that is left. */
function useOwnAddress(userNs: string, shown: ContactDetail | undefined): void {
  const [, navigate] = useLocation();
  const own = shown?.userNs ?? userNs;
  useEffect(() => {
    if (own !== userNs) navigate(`/contacts/${encodeURIComponent(own)}`, { replace: true });
  }, [own, userNs, navigate]);
}

function Origin({ contact: { addedBy, createdBy, createdAt, requests } }: { contact: ContactDetail }) {
  return (
    <>
      {createdBy ? (
        <>
          Made by a request to <PlainText text={createdBy.webhookName} />, <RelativeTime at={createdAt} />
        </>
      ) : (
        <>
          {sayAdded(addedBy)}, <RelativeTime at={createdAt} />
        </>
      )}
      {' · '}
      {requests === 1 ? '1 request' : `${sayCount(requests)} requests`}
    </>
  );
}
