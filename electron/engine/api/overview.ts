import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import { spansOf } from './overview-spans.ts';
import type { ApiServices } from './services.ts';

export function overviewHandlers({ store, clock }: ApiServices) {
  return {
    async getOverview({ query: { range } }) {
      const { timeZone } = await store.settings.get();
      const { starts, until } = spansOf(range, clock.now(), timeZone);
      const { outcomes, ...counted } = await store.overview.read(starts, until);
      return {
        ...counted,
        range,
        spans: outcomes.map((outcome, index) => ({ from: instant(starts[index]!), outcomes: outcome })),
        disk: await store.care.freeSpace(),
      };
    },
  } satisfies Partial<Handlers>;
}
