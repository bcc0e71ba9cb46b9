import {
  IconArchive,
  IconFileExport,
  IconKeyboard,
  IconPlayerPause,
  IconPlayerPlay,
  IconRoute,
  IconUserPlus,
  IconWebhook,
} from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useMakeBackup, usePauseIntake } from '#renderer/door/mutations.ts';
import { useHealth } from '#renderer/door/queries.ts';
import { tell, tellFailure } from '#renderer/ui/tell.ts';
import { wishAddress } from '#renderer/ui/use-wish.ts';
import { control } from './control-key.ts';
import { IMPORTS } from './pages.ts';
import type { Found } from './use-found.ts';

/** Something to do, as the search knows it. */
export interface Command extends Found {
  /** Other words that people look for it by. */
  words: string;
}

/** What can be done from anywhere. The search is closed by then, so what came of it is said in a note. */
export function useCommands(onKeyboardHelp: () => void): Command[] {
  const [, navigate] = useLocation();
  const intake = useHealth().data?.intake;
  const isPaused = intake?.reason === 'paused';
  const backUp = useMakeBackup();
  const pause = usePauseIntake(!isPaused);

  const opens = (page: string, wish: string) => () => navigate(wishAddress(page, wish));
  return [
    { id: 'new-webhook', label: 'New webhook', words: 'create add make', Icon: IconWebhook, go: opens('/', 'new') },
    { id: 'new-flow', label: 'New flow', words: 'create add make', Icon: IconRoute, go: opens('/flows', 'new') },
    {
      ...{ id: 'new-contact', label: 'New contact', words: 'create add make person by hand' },
      Icon: IconUserPlus,
      go: opens('/contacts', 'new'),
    },
    ...IMPORTS.map(({ href, words = '', ...page }) => ({ ...page, id: href, words, go: () => navigate(href) })),
    {
      ...{ id: 'export-webhooks', label: 'Export all webhooks…', words: 'configuration file settings move save' },
      Icon: IconFileExport,
      go: opens('/', 'export'),
    },
    {
      ...{ id: 'back-up', label: 'Back up now', words: 'backup copy save database' },
      Icon: IconArchive,
      go: () =>
        void backUp.mutateAsync({}).then(
          () => tell('A backup is made and checked.'),
          (error) => tellFailure('No backup was made.', error),
        ),
    },
    {
      id: 'pause',
      label: isPaused ? 'Take requests again' : 'Pause: take no requests',
      words: 'stop resume start receiver receiving intake',
      Icon: isPaused ? IconPlayerPlay : IconPlayerPause,
      go: () =>
        void pause.mutateAsync({}).then(
          (health) => tell(health.intake.sentence || 'Requests are taken again.'),
          (error) => tellFailure(isPaused ? 'It stays paused.' : 'It was not paused.', error),
        ),
    },
    {
      ...{ id: 'keyboard', label: 'Keyboard shortcuts', words: 'help keys', keys: [control, '/'] },
      Icon: IconKeyboard,
      go: onKeyboardHelp,
    },
  ];
}
