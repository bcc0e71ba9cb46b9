import type { World } from '#engine/flows/world.ts';
import type { StepInput } from '#shared/contract/flow.ts';
import { type FlowConfig, FlowConfigSchema } from '#shared/contract/flow.ts';
import type { ChannelFacts, RunSituation } from '#shared/contract/flow-work.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { person } from './people.ts';

/** A Monday in March, 09:00 in London. */
export const AT = Date.UTC(2026, 2, 2, 9);

export const FIELDS = [
  { key: 'start', name: 'Booking start', type: 'datetime' },
  { key: 'day', name: 'Day', type: 'date' },
  { key: 'seats', name: 'Seats', type: 'number' },
  { key: 'paid', name: 'Paid', type: 'boolean' },
  { key: 'note', name: 'Note', type: 'text' },
] as const;

export const context = {
  fields: FIELDS,
  settings: SettingsSchema.parse({ businessName: 'Harbour Clinic' }),
  payload: undefined,
};

/** Nobody has written to us, everything is in test mode. */
export const silent: ChannelFacts = {
  mode: () => 'test',
  lastInbound: () => null,
  pageScopedId: () => null,
  isOptedOut: () => false,
};

export function world(change: Partial<World> = {}): World {
  return { ...context, contact: person(), tags: new Set(), channels: silent, at: AT, ...change };
}

export function flow(steps: readonly StepInput[], change: Partial<FlowConfig> = {}): FlowConfig {
  return { ...FlowConfigSchema.parse({ steps }), ...change };
}

export function situation(config: FlowConfig, change: Partial<RunSituation> = {}): RunSituation {
  return {
    config,
    contact: person(),
    tags: [],
    step: null,
    dueAt: null,
    channels: silent,
    hold: new Map(),
    isTry: false,
    at: AT,
    ...change,
  };
}
