import type { Health } from '#shared/contract/health.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

export function healthHandlers({ store, hub, receiver, tunnel, processing, safety, info }: ApiServices) {
  const health = async (): Promise<Health> => ({
    ...info,
    startedAt: instant(info.startedAt),
    receiver: { listening: receiver.listening(), url: receiver.url() },
    tunnel: tunnel.status(),
    intake: safety.intake(),
    isProcessing: !processing.isPaused(),
    notices: safety.notices(),
    pending: await store.deliveries.pendingCount(),
    unknownAddressRequests: receiver.unknownRequests(),
  });
  return {
    getHealth: health,

    async resumeProcessing() {
      processing.resume();
      hub.publish({ type: 'health' });
      return health();
    },
  } satisfies Partial<Handlers>;
}
