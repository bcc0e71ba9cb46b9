import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch } from 'wouter';
import { WebhooksPage } from '#renderer/features/webhooks-list/WebhooksPage.tsx';
import { fetchAhead } from './fetch-ahead.ts';
import { NotFoundPage } from './NotFoundPage.tsx';
import { PageFault } from './PageFault.tsx';

const webhookEditor = () => import('#renderer/features/webhook-editor/WebhookEditorPage.tsx');
const importing = () => import('#renderer/features/import/ImportPage.tsx');
const log = () => import('#renderer/features/log/LogPage.tsx');
const logEntry = () => import('#renderer/features/log/LogEntryPage.tsx');
const contacts = () => import('#renderer/features/contacts/ContactsPage.tsx');
const importContacts = () => import('#renderer/features/contacts/ImportContactsPage.tsx');
const contact = () => import('#renderer/features/contacts/ContactPage.tsx');
const conflicts = () => import('#renderer/features/conflicts/ConflictsPage.tsx');
const conflict = () => import('#renderer/features/conflicts/ConflictPage.tsx');
const fields = () => import('#renderer/features/fields/FieldsPage.tsx');
const flows = () => import('#renderer/features/flows/FlowsPage.tsx');
const flowEditor = () => import('#renderer/features/flow-editor/FlowEditorPage.tsx');
const outbox = () => import('#renderer/features/outbox/OutboxPage.tsx');
const optOuts = () => import('#renderer/features/outbox/OptOutsPage.tsx');
const message = () => import('#renderer/features/outbox/MessagePage.tsx');
const channel = () => import('#renderer/features/settings/channels/ChannelPage.tsx');
const firstSteps = () => import('#renderer/features/settings/first-steps/FirstStepsPage.tsx');
const help = () => import('#renderer/features/help/HelpPage.tsx');
const topic = () => import('#renderer/features/help/TopicPage.tsx');
const settings = () => import('#renderer/features/settings/SettingsPage.tsx');

const WebhookEditorPage = lazy(() => webhookEditor().then((page) => ({ default: page.WebhookEditorPage })));
const ImportPage = lazy(() => importing().then((page) => ({ default: page.ImportPage })));
const LogPage = lazy(() => log().then((page) => ({ default: page.LogPage })));
const LogEntryPage = lazy(() => logEntry().then((page) => ({ default: page.LogEntryPage })));
const ContactsPage = lazy(() => contacts().then((page) => ({ default: page.ContactsPage })));
const ImportContactsPage = lazy(() => importContacts().then((page) => ({ default: page.ImportContactsPage })));
const ContactPage = lazy(() => contact().then((page) => ({ default: page.ContactPage })));
const ConflictsPage = lazy(() => conflicts().then((page) => ({ default: page.ConflictsPage })));
const ConflictPage = lazy(() => conflict().then((page) => ({ default: page.ConflictPage })));
const FieldsPage = lazy(() => fields().then((page) => ({ default: page.FieldsPage })));
const FlowsPage = lazy(() => flows().then((page) => ({ default: page.FlowsPage })));
const FlowEditorPage = lazy(() => flowEditor().then((page) => ({ default: page.FlowEditorPage })));
const OutboxPage = lazy(() => outbox().then((page) => ({ default: page.OutboxPage })));
const OptOutsPage = lazy(() => optOuts().then((page) => ({ default: page.OptOutsPage })));
const MessagePage = lazy(() => message().then((page) => ({ default: page.MessagePage })));
const ChannelPage = lazy(() => channel().then((page) => ({ default: page.ChannelPage })));
const FirstStepsPage = lazy(() => firstSteps().then((page) => ({ default: page.FirstStepsPage })));
const HelpPage = lazy(() => help().then((page) => ({ default: page.HelpPage })));
const TopicPage = lazy(() => topic().then((page) => ({ default: page.TopicPage })));
const SettingsPage = lazy(() => settings().then((page) => ({ default: page.SettingsPage })));

/** Every page but home, which comes with the first script; in the order in which they are likely to be opened. */
const PAGES = [
  ...[webhookEditor, log, logEntry, contacts, contact, conflicts, conflict],
  importContacts,
  ...[flows, flowEditor, fields, outbox, optOuts, message, settings, firstSteps, channel, importing],
  ...[help, topic],
];

/** One page per route. A page is made anew for each webhook, entry and contact. */
export function Routes() {
  const cache = useQueryClient();
  useEffect(() => fetchAhead(cache, PAGES), [cache]);
  return (
    <PageFault>
      <Suspense fallback={null}>
        <Switch>
          <Route path="/">
            <WebhooksPage />
          </Route>
          <Route path="/webhooks/:id">{({ id }) => <WebhookEditorPage key={id} id={id} />}</Route>
          <Route path="/import">
            <ImportPage />
          </Route>
          <Route path="/log">
            <LogPage />
          </Route>
          <Route path="/log/:id">{({ id }) => <LogEntryPage key={id} id={id} />}</Route>
          <Route path="/contacts">
            <ContactsPage />
          </Route>
          <Route path="/contacts/import">
            <ImportContactsPage />
          </Route>
          <Route path="/contacts/:userNs">{({ userNs }) => <ContactPage key={userNs} userNs={userNs} />}</Route>
          <Route path="/conflicts">
            <ConflictsPage />
          </Route>
          <Route path="/conflicts/:id">{({ id }) => <ConflictPage key={id} id={id} />}</Route>
          <Route path="/flows">
            <FlowsPage />
          </Route>
          <Route path="/flows/:key">{({ key }) => <FlowEditorPage key={key} flowKey={key} />}</Route>
          <Route path="/fields">
            <FieldsPage />
          </Route>
          <Route path="/outbox">
            <OutboxPage />
          </Route>
          <Route path="/outbox/opt-outs">
            <OptOutsPage />
          </Route>
          <Route path="/outbox/:id">{({ id }) => <MessagePage key={id} id={id} />}</Route>
          <Route path="/settings/channels/:channel">
            {({ channel: name }) => <ChannelPage key={name} name={name} />}
          </Route>
          <Route path="/help">
            <HelpPage />
          </Route>
          <Route path="/help/:topic">{({ topic: id }) => <TopicPage key={id} id={id} />}</Route>
          <Route path="/setup/:step?">{({ step }) => <FirstStepsPage path={step} />}</Route>
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
