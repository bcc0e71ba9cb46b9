import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from './NotFoundPage.tsx';
import { PageFault } from './PageFault.tsx';

const WebhooksPage = lazy(() =>
  import('#renderer/features/webhooks-list/WebhooksPage.tsx').then((page) => ({ default: page.WebhooksPage })),
);
const WebhookEditorPage = lazy(() =>
  import('#renderer/features/webhook-editor/WebhookEditorPage.tsx').then((page) => ({
    default: page.WebhookEditorPage,
  })),
);
const LogPage = lazy(() => import('#renderer/features/log/LogPage.tsx').then((page) => ({ default: page.LogPage })));
const LogEntryPage = lazy(() =>
  import('#renderer/features/log/LogEntryPage.tsx').then((page) => ({ default: page.LogEntryPage })),
);
const ContactsPage = lazy(() =>
  import('#renderer/features/contacts/ContactsPage.tsx').then((page) => ({ default: page.ContactsPage })),
);
const ContactPage = lazy(() =>
  import('#renderer/features/contacts/ContactPage.tsx').then((page) => ({ default: page.ContactPage })),
);
const FieldsPage = lazy(() =>
  import('#renderer/features/fields/FieldsPage.tsx').then((page) => ({ default: page.FieldsPage })),
);
const SettingsPage = lazy(() =>
  import('#renderer/features/settings/SettingsPage.tsx').then((page) => ({ default: page.SettingsPage })),
);

/** One page per route, each loaded when it is first opened. A page is made anew for each webhook, entry and contact. */
export function Routes() {
  return (
    <PageFault>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/">
            <WebhooksPage />
          </Route>
          <Route path="/webhooks/:id">{({ id }) => <WebhookEditorPage key={id} id={id} />}</Route>
          <Route path="/log">
            <LogPage />
          </Route>
          <Route path="/log/:id">{({ id }) => <LogEntryPage key={id} id={id} />}</Route>
          <Route path="/contacts">
            <ContactsPage />
          </Route>
          <Route path="/contacts/:userNs">{({ userNs }) => <ContactPage key={userNs} userNs={userNs} />}</Route>
          <Route path="/fields">
            <FieldsPage />
          </Route>
          <Route path="/settings">
            <SettingsPage />
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </PageFault>
  );
}
