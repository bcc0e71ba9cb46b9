import { afterAll, beforeAll, describe, expect } from 'vitest';
import { backupsCases } from './backups-cases.ts';
import { bulkChangesCases } from './bulk-changes-cases.ts';
import { channelsCases } from './channels-cases.ts';
import { conflictsCases } from './conflicts-cases.ts';
import { contactImportsCases } from './contact-imports-cases.ts';
import { contactsCases } from './contacts-cases.ts';
import { deliveriesCases } from './deliveries-cases.ts';
import { descriptionCases } from './description-cases.ts';
import { type Door, DoorClient } from './door-client.ts';
import { driftCases } from './drift-cases.ts';
import { erasureCases } from './erasure-cases.ts';
import { eventsCases } from './events-cases.ts';
import { exportsCases } from './exports-cases.ts';
import { fieldsCases } from './fields-cases.ts';
import { flowsCases } from './flows-cases.ts';
import { healthCases } from './health-cases.ts';
import { listeningCases } from './listening-cases.ts';
import { logViewsCases } from './log-views-cases.ts';
import { maskedEverywhereCases } from './masked-everywhere-cases.ts';
import { messagesCases } from './messages-cases.ts';
import { overviewCases } from './overview-cases.ts';
import { previewCases } from './preview-cases.ts';
import { privateFieldsCases } from './private-fields-cases.ts';
import { rejudgeCases } from './rejudge-cases.ts';
import { replayCases } from './replay-cases.ts';
import { requestsCases } from './requests-cases.ts';
import { secretsCases } from './secrets-cases.ts';
import { segmentsCases } from './segments-cases.ts';
import { settingsCases } from './settings-cases.ts';
import { supportCases } from './support-cases.ts';
import { webhookFileCases } from './webhook-file-cases.ts';
import { webhookTestsCases } from './webhook-tests-cases.ts';
import { webhooksCases } from './webhooks-cases.ts';

const CASES = {
  health: healthCases,
  overview: overviewCases,
  webhooks: webhooksCases,
  'webhook file': webhookFileCases,
  secrets: secretsCases,
  listening: listeningCases,
  preview: previewCases,
  drift: driftCases,
  deliveries: deliveriesCases,
  'log views': logViewsCases,
  'tests of webhooks': webhookTestsCases,
  replay: replayCases,
  rejudge: rejudgeCases,
  contacts: contactsCases,
  segments: segmentsCases,
  imports: contactImportsCases,
  'bulk changes': bulkChangesCases,
  exports: exportsCases,
  conflicts: conflictsCases,
  erasure: erasureCases,
  fields: fieldsCases,
  'private fields': privateFieldsCases,
  'masked everywhere': maskedEverywhereCases,
  flows: flowsCases,
  settings: settingsCases,
  messages: messagesCases,
  channels: channelsCases,
  backups: backupsCases,
  support: supportCases,
  events: eventsCases,
  requests: requestsCases,
  description: descriptionCases,
};

/** What the door promises, for any way to reach it. Each noun gets a Fieldhook of its own on an empty folder. */
export function describeDoor(open: () => Promise<Door>): void {
  describe.each(Object.entries(CASES))('%s', (_, cases) => {
    let client: DoorClient;
    beforeAll(async () => {
      client = await DoorClient.connect(await open());
    });
    afterAll(async () => {
      await client.door.close();
      expect(client.door.faults).toEqual([]);
    });
    cases(() => client);
  });
}
