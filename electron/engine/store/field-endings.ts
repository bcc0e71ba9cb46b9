import type { NamedSource } from '#shared/contract/contact.ts';
import { changedBy, NUMBER_IN_VIA } from './contact-row.ts';

/** How a value of a custom field gave way. */
export interface EndingRow {
  ended_by: 'change' | 'clear' | 'merge';
  ended_delivery_id: string | null;
  /** As `via`; 'unknown' of what was cleared before that was kept. */
  ended_via: string | null;
  ended_webhook_name: string | null;
  ended_flow_name: string | null;
  ended_import_id: string | null;
}

/** Joins what cleared a value of `contact_field_past`, under this alias. */
export const ENDING_JOINS = (past: string) => `LEFT JOIN delivery ed ON ed.id = ${past}.ended_delivery_id
  LEFT JOIN webhook ew ON ew.pk = ed.webhook LEFT JOIN flow el ON el.pk = ${NUMBER_IN_VIA(`${past}.ended_via`, 'flow')}
  LEFT JOIN contact_import em ON em.pk = ${NUMBER_IN_VIA(`${past}.ended_via`, 'import')}`;

/** To be selected with these joins, besides `ended_by`, `ended_delivery_id` and `ended_via`. */
export const ENDING_NAMES = 'ew.name AS ended_webhook_name, el.name AS ended_flow_name, em.id AS ended_import_id';

/** What cleared it; null where nothing did, and where that is not known. */
export function clearingOf(row: EndingRow): NamedSource | null {
  const { ended_by, ended_delivery_id: deliveryId, ended_via: via } = row;
  if (ended_by !== 'clear' || via === 'unknown') return null;
  return {
    ...{ by: changedBy(deliveryId, via), deliveryId, webhookName: row.ended_webhook_name },
    ...{ flowName: row.ended_flow_name, importId: row.ended_import_id },
  };
}
