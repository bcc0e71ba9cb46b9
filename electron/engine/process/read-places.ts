import type { FlowReading } from '#shared/contract/receipt.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { kindOf } from '#shared/json/value-kind.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import { payloadPlaces } from '../flows/payload-places.ts';
import type { StoredFlow } from '../store/port/flow-store.ts';
import type { LocalStore } from '../store/store.ts';

/** What each flow reads in the request itself, by key of the flow. */
export type FlowPlaces = ReadonlyMap<string, { name: string; places: readonly string[] }>;

export function flowPlaces(flows: readonly Pick<StoredFlow, 'key' | 'name' | 'config'>[]): FlowPlaces {
  return new Map(flows.map(({ key, name, config }) => [key, { name, places: payloadPlaces(config) }]));
}

/** The same for the one flow that a webhook starts. */
export async function placesOfWebhook(
  store: Pick<LocalStore, 'flows'>,
  { flow }: Pick<WebhookConfig, 'flow'>,
): Promise<FlowPlaces> {
  const stored = flow === null ? null : await store.flows.get(flow);
  return flowPlaces(stored === null ? [] : [stored]);
}

/** The places that the flow of a webhook reads. */
export function placesOf({ flow }: Pick<WebhookConfig, 'flow'>, flows: FlowPlaces): readonly string[] {
  return (flow === null ? undefined : flows.get(flow)?.places) ?? [];
}

/** What stands there in a request; null where its flow reads none of it. A path with a fault, or one that takes too long, tells nothing. */
export function readPlaces(readPath: PathReader, config: WebhookConfig, flows: FlowPlaces): FlowReading | null {
  const read = placesOf(config, flows).flatMap((path) => {
    const found = readPath(path);
    if (found.status !== 'ok') return [];
    const [first] = found.matches;
    return [{ path, sent: first === undefined ? null : kindOf(first.value) }];
  });
  const { flow } = config;
  return flow === null || read.length === 0 ? null : { flow, name: flows.get(flow)!.name, read };
}
