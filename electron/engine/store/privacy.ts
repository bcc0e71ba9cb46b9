import type { Database } from 'better-sqlite3';
import type { FlowConfig } from '#shared/contract/flow.ts';
import { readFlowConfig } from './flow-row.ts';
import type { KnownReceipt, PrivacyStore } from './port/privacy-store.ts';

export function privacyStore(database: Database): PrivacyStore {
  const values = database.prepare<[{ contacts: string }], { userNs: string; text: string; original: string | null }>(
    `SELECT c.user_ns AS userNs, v.text, v.original FROM json_each(@contacts) asked
     JOIN contact c ON c.user_ns = asked.value JOIN contact_field v ON v.contact = c.pk
     JOIN field f ON f.pk = v.field WHERE f.is_private = 1 AND f.type <> 'boolean'
     UNION
     SELECT c.user_ns, p.text, p.original FROM json_each(@contacts) asked
     JOIN contact c ON c.user_ns = asked.value JOIN contact_field_past p ON p.contact = c.pk
     JOIN field f ON f.pk = p.field WHERE f.is_private = 1 AND f.type <> 'boolean'`,
  );
  const receipts = database.prepare<[{ deliveries: string; contacts: string }], KnownReceipt>(
    `SELECT d.id AS deliveryId, w.id AS webhookId, p.receipt FROM json_each(@deliveries) asked
     JOIN delivery d ON d.id = asked.value JOIN webhook w ON w.pk = d.webhook
     JOIN delivery_receipt p ON p.seq = d.seq
     UNION ALL
     SELECT d.id, w.id, i.receipt FROM json_each(@deliveries) asked
     JOIN delivery d ON d.id = asked.value AND d.items IS NOT NULL JOIN webhook w ON w.pk = d.webhook
     JOIN delivery_item i ON i.seq = d.seq
     WHERE i.contact IN (SELECT pk FROM contact WHERE user_ns IN (SELECT value FROM json_each(@contacts)))`,
  );
  const steps = database.prepare<[string], { run: string; config: string; webhookId: string | null }>(
    `SELECT r.id AS run, v.config, w.id AS webhookId FROM json_each(?) asked
     JOIN flow_run r ON r.id = asked.value JOIN flow_version v ON v.flow = r.flow AND v.version = r.version
     LEFT JOIN delivery d ON d.id = r.delivery_id LEFT JOIN webhook w ON w.pk = d.webhook`,
  );
  return {
    async valuesOf(contacts) {
      const found = new Map<string, string[]>();
      for (const { userNs, text, original } of values.all({ contacts: JSON.stringify(contacts) })) {
        const known = found.get(userNs) ?? [];
        found.set(userNs, known);
        known.push(text, ...(original === null ? [] : [original]));
      }
      return found;
    },
    async receiptsOf(deliveries, contacts) {
      return receipts.all({ deliveries: JSON.stringify(deliveries), contacts: JSON.stringify(contacts) });
    },
    async stepsOf(runs) {
      const read = new Map<string, FlowConfig>();
      return steps.all(JSON.stringify(runs)).map(({ run, config: text, webhookId }) => {
        const config = read.get(text) ?? readFlowConfig(text).value;
        read.set(text, config);
        return { run, config, webhookId };
      });
    },
  };
}
