import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '#renderer/ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectionSignedOut } from '#renderer/door/connection.ts';
import { createQueryClient, webhooksQuery } from '#renderer/door/queries.ts';
import { ensureSession } from '#renderer/door/session.ts';
import { focusAfterWork } from '#renderer/ui/focus-after-work.ts';
import { App } from './App.tsx';
import { parseHash } from './hash-location.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root.');

const cache = createQueryClient();
try {
  if ((await ensureSession()) === 'needs-token') connectionSignedOut();
  // Answered while the screens are being put together.
  else if (parseHash(location.hash).path === '/') void cache.prefetchQuery(webhooksQuery);
} catch {
  // The engine does not answer yet. The screens say so and keep trying.
}

focusAfterWork(document);
createRoot(root).render(
  <StrictMode>
    <App cache={cache} />
  </StrictMode>,
);
