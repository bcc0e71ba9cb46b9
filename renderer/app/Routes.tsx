import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFoundPage } from './NotFoundPage.tsx';
import { PageFault } from './PageFault.tsx';

const WebhooksPage = lazy(() =>
  import('#renderer/features/webhooks-list/WebhooksPage.tsx').then((page) => ({ default: page.WebhooksPage })),
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
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </PageFault>
  );
}
