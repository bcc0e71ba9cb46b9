import type { Health } from '#shared/contract/health.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

export function healthHandlers({ store, hub, receiver, tunnel, processing, safety, clock, info }: ApiServices) {
  const doubt = (): Health['clockDoubt'] => {
    const since = safety.doubtedSince();
    return since === null ? null : { now: instant(clock.now()), lastBelieved: instant(since) };
  };
  const health = async (): Promise<Health> => ({
    ...info,
    startedAt: instant(info.startedAt),
    receiver: { listening: receiver.listening(), url: receiver.url() },
    tunnel: tunnel.status(),
    intake: safety.intake(),
    isProcessing: !processing.isPaused(),
    notices: safety.notices(),
    clockDoubt: doubt(),
    pending: await store.deliveries.pendingCount(),
    unknownAddressRequests: receiver.unknownRequests(),
  });
  return {
    getHealth: health,

    async checkTunnel() {
      tunnel.check();
      return health();
    },

    async pauseIntake() {
      await safety.pause(true);
      return health();
    },

    async resumeIntake() {
      await safety.pause(false);
      return health();
    },

    async resumeProcessing() {
      processing.resume();
      hub.publish({ type: 'health' });
      return health();
    },

    async confirmClock() {
      await safety.confirmClock();
      return health();
    },
  } satisfies Partial<Handlers>;
}
