import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch, IconUpload, IconUsers } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { useContacts, useFields, useSettings } from '#renderer/door/queries.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ExportMenu } from '#renderer/ui/ExportMenu.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { useWish } from '#renderer/ui/use-wish.ts';
import { FIRST_CONTACT_COLUMNS } from '#shared/contract/contact-columns.ts';
import { AddContactDialog } from './AddContactDialog.tsx';
import { ContactsTable } from './ContactsTable.tsx';
import { ChoiceBar } from './choosing/ChoiceBar.tsx';
import { chosenCount, EVERYBODY, NOBODY, whoOf } from './choosing/choice.ts';
import choosing from './choosing/choosing.module.css';
import { useChoice } from './choosing/use-choice.ts';
import { Columns } from './columns/Columns.tsx';
import { shownColumns } from './columns/column-words.ts';
import { contactFiles } from './contact-files.ts';
import classes from './contacts.module.css';
import { contactsAddress } from './contacts-address.ts';
import { Segments } from './segments/Segments.tsx';

/** Everybody who booked, bought or filled in a form, newest first. */
export function ContactsPage() {
  const [, navigate] = useLocation();
  // What one looks for stands in the address, so that coming back from a person, or a search from anywhere, leads to that list.
  const asked = new URLSearchParams(useSearch());
  const q = asked.get('q') ?? '';
  const segment = asked.get('segment');
  const [typed, setTyped] = useState(q);
  const [known, setKnown] = useState(q);
  if (q !== known) {
    setKnown(q);
    setTyped(q);
  }
  const [isAdding, setAdding] = useState(false);
  useWish('new', () => setAdding(true));
  const contacts = useContacts(q, segment);
  const fields = useFields();
  const columns = useSettings().data?.contactColumns ?? FIRST_CONTACT_COLUMNS;
  const items = useMemo(() => contacts.data?.pages.flatMap((page) => page.items) ?? [], [contacts.data]);
  const total = contacts.data?.pages[0]?.total ?? null;

  const listed = useMemo(() => items.map(({ userNs }) => userNs), [items]);
  const { choice, choose, pick } = useChoice(contactsAddress({ q, segment }), listed);
  const count = chosenCount(choice, total ?? 0);
  const filter = { q, segment };
  const isFiltered = q !== '' || segment !== null;
  const hasPrivate = fields.data?.some(({ isPrivate }) => isPrivate) ?? false;

  const show = (wanted: { q: string; segment: string | null }) => {
    setKnown(wanted.q);
    navigate(contactsAddress(wanted), { replace: true });
  };
  const lookSoon = useDebouncedCallback((words: string) => show({ q: words.trim(), segment }), 200);

  const { fetchNextPage, hasNextPage, isFetchingNextPage } = contacts;
  const loadMore = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  return (
    <Page
      title="Contacts"
      help="contacts"
      lead={countOf(total, isFiltered)}
      width="wide"
      actions={
        <>
          <ExportMenu files={contactFiles(hasPrivate, isFiltered ? whoOf(EVERYBODY, filter) : null)} />
          <Button
            variant="default"
            component={Link}
            href="/contacts/import"
            leftSection={<IconUpload size={16} aria-hidden />}
          >
            Import
          </Button>
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            Add contact
          </Button>
        </>
      }
    >
      <div className={choosing.place} data-choosing={count > 0 || undefined}>
        <search className={classes.filters}>
          <TextInput
            className={classes.search}
            aria-label="Search contacts"
            placeholder="Name, e-mail, number or id"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={typed}
            onChange={({ currentTarget }) => {
              setTyped(currentTarget.value);
              lookSoon(currentTarget.value);
            }}
            type="search"
          />
          <Segments chosen={segment} onChoose={(id) => show({ q: typed.trim(), segment: id })} />
          <Columns fields={fields.data ?? []} />
        </search>
        {count > 0 && (
          <ChoiceBar
            who={whoOf(choice, filter)}
            count={count}
            total={total ?? 0}
            files={contactFiles(hasPrivate, whoOf(choice, filter))}
            onAll={() => choose(EVERYBODY)}
            onNobody={() => choose(NOBODY)}
          />
        )}
      </div>
      <Loaded query={contacts} skeleton={<RowsSkeleton rows={6} />}>
        {() =>
          items.length > 0 ? (
            <>
              <ContactsTable
                contacts={items}
                columns={shownColumns(columns, fields.data ?? [])}
                choosing={{
                  choice,
                  count,
                  total: total ?? 0,
                  onPick: pick,
                  onAll: (isWanted) => choose(isWanted ? EVERYBODY : NOBODY),
                }}
                onNearEnd={loadMore}
              />
              {isFetchingNextPage && <RowsSkeleton rows={2} />}
            </>
          ) : (
            <Nobody
              isSearched={q !== ''}
              isSegment={segment !== null}
              onClear={() => {
                setTyped('');
                show({ q: '', segment: null });
              }}
            />
          )
        }
      </Loaded>
      <AddContactDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </Page>
  );
}

function countOf(total: number | null, isFiltered: boolean): string {
  if (total === null || (total === 0 && !isFiltered)) return 'The people your requests were about.';
  const count = total === 1 ? '1 contact' : `${sayCount(total)} contacts`;
  return isFiltered ? `${count} found.` : `${count}, newest first.`;
}

const SEARCHED =
  'Search looks at the start of names, at e-mails, the digits of phone numbers, CRM Contact Ids and User Ns.';

function Nobody({ isSearched, isSegment, onClear }: { isSearched: boolean; isSegment: boolean; onClear: () => void }) {
  return !isSearched && !isSegment ? (
    <EmptyState
      icon={<IconUsers aria-hidden />}
      title="No contacts yet"
      text="Contacts appear here by themselves once a webhook is switched on and a request says who it is about. You can also add one by hand, or import a file."
      action={
        <Button component={Link} href="/" variant="default">
          Open the webhooks
        </Button>
      }
    />
  ) : (
    <EmptyState
      icon={<IconSearch aria-hidden />}
      title="Nobody found"
      text={[
        ...(isSegment
          ? [isSearched ? 'Nobody fits both the segment and the search.' : 'Nobody is in this segment.']
          : []),
        ...(isSearched ? [SEARCHED] : []),
      ].join(' ')}
      action={
        <Button variant="default" onClick={onClear}>
          Show everybody
        </Button>
      }
    />
  );
}
