import type { Judgement, RejudgeAnswer } from '#shared/contract/rejudge.ts';
import { localeOf } from '#shared/local-form/local-form.ts';
import { sayCount } from '#shared/local-form/say-number.ts';
import type { JudgedAgain } from '../receiver/judge-again.ts';
import type { Proven, UnprovenDelivery } from '../store/port/delivery-store.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

/** RC7: a secret that was entered later lets requests be proven that were refused before. */
export function rejudgeHandlers({ store, receiver, hub, processing, clock }: ApiServices) {
  return {
    async rejudge({ params, body: { apply, ids } }) {
      const { id, token, formerTokens } = found(await store.webhooks.get(params.id), 'webhook');
      const kept = await store.deliveries.unproven(id);
      const requests = ids === undefined ? kept : kept.filter((one) => ids.includes(one.id));
      const working = formerTokens.filter(({ until }) => clock.now() < until);
      const tokens = [token, ...working.map((former) => former.token)];
      const judged = receiver.judgeAgain({ id, tokens }, requests);
      const proofs = requests.flatMap((request, at) => {
        const trust = judged[at];
        return trust?.kind === 'verified' ? [{ id: request.id, by: trust.by, repeatKey: trust.repeatKey() }] : [];
      });
      const proven = await store.deliveries.prove(proofs, apply);
      if (apply) {
        for (const { delivery } of proven) hub.publish({ type: 'delivery', delivery, isNew: false });
        processing.poke();
      }
      const { country } = await store.settings.get();
      const judgements = requests.flatMap((request, at) => judgementOf(request, judged[at], proven));
      return { applied: apply, sentence: sayAll(judgements, apply, localeOf(country)), requests: judgements };
    },
  } satisfies Partial<Handlers>;
}

/** Nothing for a request that somebody else has released meanwhile. */
function judgementOf(
  { id, receivedAt }: UnprovenDelivery,
  judged: JudgedAgain | undefined,
  proven: readonly Proven[],
): Judgement[] {
  if (judged === undefined) return [];
  const known = { id, receivedAt: instant(receivedAt), repeatOf: null };
  if (judged.kind !== 'verified') {
    return [{ ...known, verdict: judged.kind === 'refused' ? 'unproven' : 'unknown', sentence: judged.sentence }];
  }
  const proof = proven.find(({ delivery }) => delivery.id === id);
  if (proof === undefined) return [];
  return proof.isRepeat
    ? [{ ...known, verdict: 'repeat', sentence: REPEAT, repeatOf: proof.delivery.repeatOf }]
    : [{ ...known, verdict: 'proven', sentence: 'It comes from its sender.' }];
}

const REPEAT = 'It comes from its sender, but it was sent more than once: another one like it has the effect.';

function sayAll(judgements: readonly Judgement[], applied: boolean, locale: string): RejudgeAnswer['sentence'] {
  const requests = (number: number) => (number === 1 ? '1 request' : `${sayCount(number, locale)} requests`);
  const count = (...verdicts: Judgement['verdict'][]) =>
    judgements.filter(({ verdict }) => verdicts.includes(verdict)).length;
  if (judgements.length === 0) return 'There is no refused request whose content is kept.';
  const [proven, repeats, others] = [count('proven'), count('repeat'), count('unproven', 'unknown')];
  const parts = [
    applied
      ? `${requests(proven)} ${proven === 1 ? 'was' : 'were'} proven and will be worked on.`
      : `${requests(proven)} of ${sayCount(judgements.length, locale)} would be proven now.`,
    repeats > 0 &&
      `${requests(repeats)} ${repeats === 1 ? 'is a repeat' : 'are repeats'} without an effect of ${repeats === 1 ? 'its' : 'their'} own.`,
    others > 0 && `${requests(others)} ${others === 1 ? 'stays' : 'stay'} refused.`,
  ];
  return parts.filter((part) => part !== false).join(' ');
}
