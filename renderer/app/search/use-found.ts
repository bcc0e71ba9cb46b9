import { useDebouncedValue } from '@mantine/hooks';
import {
  type Icon,
  IconBookmark,
  IconForms,
  IconHelp,
  IconListDetails,
  IconListSearch,
  IconRoute,
  IconUser,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useContacts, useFields, useFlows, useLogViews, useSegments, useWebhooks } from '#renderer/door/queries.ts';
import { contactsAddress } from '#renderer/features/contacts/contacts-address.ts';
import { EVERYTHING, logAddress, MAX_TEXT, viewAddress } from '#renderer/features/log/log-filter.ts';
import { outcomeLabel } from '#renderer/ui/outcome/outcome-words.ts';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { formatShort } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { TOPICS } from '#renderer/ui/topics.ts';
import { matching } from './match.ts';
import { PAGES } from './pages.ts';
import { useCommands } from './use-commands.ts';
import { useRequests } from './use-requests.ts';

/** So many of each kind; who looks for one of more types another letter. */
const SHOWN = 6;

/** The id of the way to the requests with the typed text, which is there whatever was typed. */
export const IN_LOG = 'in-the-log';

const logWith = (typed: string) => logAddress({ ...EVERYTHING, text: typed.trim().slice(0, MAX_TEXT) });

export interface Found {
  id: string;
  label: string;
  /** What else tells it from others of its name. */
  hint?: string | null;
  /** The keys that do the same. */
  keys?: readonly string[];
  Icon: Icon;
  go: () => void;
}

/** What the typed text finds, kind by kind; kinds without any are left out. */
export function useFound(typed: string, onKeyboardHelp: () => void) {
  const [, navigate] = useLocation();
  const webhooks = useWebhooks();
  const flows = useFlows();
  const fields = useFields();
  const views = useLogViews();
  const segments = useSegments();
  const { people, isLooking } = usePeople(typed);
  const { requests, isLooking: isReading } = useRequests(typed);
  const business = useBusiness();
  const isLoading = [webhooks, flows, fields, views, segments].some(({ isPending }) => isPending);
  const isEmpty = typed.trim() === '';

  const named = (all: readonly Found[]) => matching(typed, all, ({ label }) => label);
  const pages = matching(
    typed,
    PAGES.filter(({ isDeep = false }) => !isEmpty || !isDeep),
    ({ label, hint = '', words = '' }) => `${label} ${hint} ${words}`,
  ).map(
    ({ href, label, hint, Icon }): Found => ({ id: href, label, hint: hint ?? null, Icon, go: () => navigate(href) }),
  );
  const commands = matching(typed, useCommands(onKeyboardHelp), ({ label, words }) => `${label} ${words}`);
  const toDo = { label: 'Do', found: commands.slice(0, isEmpty ? SHOWN : commands.length) };
  // Who types the beginning of a command means it; other words of it may be those of something that has a name.
  const isCommand =
    !isEmpty && commands.some(({ label }) => label.toLowerCase().startsWith(typed.trim().toLowerCase()));
  const groups = [
    ...(isCommand ? [toDo] : []),
    {
      label: 'People',
      found: people.map(({ userNs, label, email, phone }): Found => {
        const go = () => navigate(`/contacts/${encodeURIComponent(userNs)}`);
        return { id: userNs, label: sayPhone(label), hint: email ?? (phone && sayPhone(phone)), Icon: IconUser, go };
      }),
    },
    {
      label: 'Webhooks',
      found: named(
        (webhooks.data ?? []).map(({ id, name }) => ({
          id,
          label: name,
          Icon: IconWebhook,
          go: () => navigate(`/webhooks/${id}`),
        })),
      ),
    },
    {
      label: 'Flows',
      found: named(
        (flows.data ?? []).map(({ key, name }) => ({
          id: key,
          label: name,
          Icon: IconRoute,
          go: () => navigate(`/flows/${key}`),
        })),
      ),
    },
    {
      label: 'Fields',
      found: isEmpty
        ? []
        : named(
            (fields.data ?? []).map(({ key, name }) => ({
              id: key,
              label: name,
              Icon: IconForms,
              go: () => navigate('/fields'),
            })),
          ),
    },
    {
      label: 'Views of the log',
      found: isEmpty
        ? []
        : named(
            (views.data ?? []).map(({ id, name, filter }) => ({
              ...{ id, label: name, Icon: IconBookmark },
              go: () => navigate(viewAddress(filter)),
            })),
          ),
    },
    {
      label: 'Segments',
      found: isEmpty
        ? []
        : named(
            (segments.data ?? []).map(({ id, name }) => ({
              ...{ id, label: name, Icon: IconUsersGroup },
              go: () => navigate(contactsAddress({ segment: id })),
            })),
          ),
    },
    ...(isCommand ? [] : [toDo]),
    { label: 'Go to', found: pages },
    {
      label: 'Help',
      found: isEmpty
        ? []
        : matching(typed, TOPICS, ({ title, words }) => `${title} ${words}`).map(({ id, title }) => ({
            id: `help-${id}`,
            label: title,
            Icon: IconHelp,
            go: () => navigate(`/help/${id}`),
          })),
    },
    {
      label: 'In the log',
      found: isEmpty
        ? []
        : [
            ...requests.map(
              ({ id, contact, webhookName, outcome, reason, receivedAt }): Found => ({
                id,
                label: `${contact ? sayPhone(contact.label) : outcomeLabel(outcome, reason)} · ${webhookName}`,
                hint: formatShort(receivedAt, Date.now(), business),
                Icon: IconListDetails,
                go: () => navigate(`/log/${id}`),
              }),
            ),
            {
              id: IN_LOG,
              label: `All requests with “${typed.trim()}” in them`,
              Icon: IconListSearch,
              go: () => navigate(logWith(typed)),
            },
          ],
    },
  ];
  const cut = groups.map(({ label, found }) => ({
    label,
    found: label === 'Go to' || label === 'Do' ? found : found.slice(0, SHOWN),
  }));
  return { groups: cut.filter(({ found }) => found.length > 0), isLooking: isLooking || isReading || isLoading };
}

/** The engine looks people up. Nobody until something is typed: names are not shown to whoever looks over a shoulder. */
function usePeople(typed: string) {
  const wanted = typed.trim();
  const [asked] = useDebouncedValue(wanted, 150);
  const { data, isFetching } = useContacts(asked);
  if (wanted === '') return { people: [], isLooking: false };
  const people = asked === '' ? [] : (data?.pages[0]?.items ?? []).slice(0, SHOWN);
  return { people, isLooking: isFetching || asked !== wanted };
}
