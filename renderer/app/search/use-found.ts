import { useDebouncedValue } from '@mantine/hooks';
import {
  type Icon,
  IconForms,
  IconHelp,
  IconKeyboard,
  IconRoute,
  IconUser,
  IconWand,
  IconWebhook,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useContacts, useFields, useFlows, useWebhooks } from '#renderer/door/queries.ts';
import { TOPICS } from '#renderer/ui/topics.ts';
import { PLACES } from '../frame/places.ts';
import { matching } from './match.ts';

/** So many of each kind; who looks for one of more types another letter. */
const SHOWN = 6;

export interface Found {
  id: string;
  label: string;
  /** What else tells it from others of its name. */
  hint?: string | null;
  Icon: Icon;
  go: () => void;
}

/** What the typed text finds, kind by kind; kinds without any are left out. */
export function useFound(typed: string, onKeyboardHelp: () => void) {
  const [, navigate] = useLocation();
  const { data: webhooks = [] } = useWebhooks();
  const { data: flows = [] } = useFlows();
  const { data: fields = [] } = useFields();
  const { people, isLooking } = usePeople(typed);

  const named = (all: readonly Found[]) => matching(typed, all, ({ label }) => label);
  const places = PLACES.map(({ href, label, Icon }): Found => ({ id: href, label, Icon, go: () => navigate(href) }));
  const setup: Found = {
    id: 'setup',
    label: 'Set up Fieldhook',
    hint: 'Business, public address, a sample',
    Icon: IconWand,
    go: () => navigate('/setup'),
  };
  const help: Found = { id: 'keyboard', label: 'Keyboard shortcuts', Icon: IconKeyboard, go: onKeyboardHelp };
  const groups = [
    {
      label: 'People',
      found: people.map(({ userNs, label, email, phone }): Found => {
        const go = () => navigate(`/contacts/${encodeURIComponent(userNs)}`);
        return { id: userNs, label, hint: email ?? phone, Icon: IconUser, go };
      }),
    },
    {
      label: 'Webhooks',
      found: named(
        webhooks.map(({ id, name }) => ({ id, label: name, Icon: IconWebhook, go: () => navigate(`/webhooks/${id}`) })),
      ),
    },
    {
      label: 'Flows',
      found: named(
        flows.map(({ key, name }) => ({ id: key, label: name, Icon: IconRoute, go: () => navigate(`/flows/${key}`) })),
      ),
    },
    {
      label: 'Fields',
      found:
        typed.trim() === ''
          ? []
          : named(
              fields.map(({ key, name }) => ({ id: key, label: name, Icon: IconForms, go: () => navigate('/fields') })),
            ),
    },
    { label: 'Go to', found: named([...places, setup, help]) },
    {
      label: 'Help',
      found:
        typed.trim() === ''
          ? []
          : matching(typed, TOPICS, ({ title, words }) => `${title} ${words}`).map(({ id, title }) => ({
              id: `help-${id}`,
              label: title,
              Icon: IconHelp,
              go: () => navigate(`/help/${id}`),
            })),
    },
  ];
  const cut = groups.map(({ label, found }) => ({ label, found: label === 'Go to' ? found : found.slice(0, SHOWN) }));
  return { groups: cut.filter(({ found }) => found.length > 0), isLooking };
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
