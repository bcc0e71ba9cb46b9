import { useDeleteTunnelToken, usePutTunnelToken } from '#renderer/door/mutations.ts';
import { useTunnelTokens } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { SecretInput } from '#renderer/ui/secret/SecretInput.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { Settings, TokenTunnel } from '#shared/contract/settings.ts';
import { Section } from './Section.tsx';

const WORDS: Record<TokenTunnel, { label: string; hint: string }> = {
  cloudflared: {
    label: 'Cloudflare token',
    hint: 'Only for a tunnel of your own: the long text after --token that Cloudflare shows when you make the tunnel.',
  },
  ngrok: { label: 'ngrok token', hint: 'The “authtoken” that ngrok shows in your account.' },
};

/** The token of the chosen public address; nothing where it needs none. Outside of the form, since it is stored at once. */
export function TunnelTokenSection({ provider }: { provider: Settings['tunnel']['provider'] }) {
  if (provider !== 'cloudflared' && provider !== 'ngrok') return null;
  return (
    <Section
      title="Token of the public address"
      text="Stored encrypted as soon as you press Store. It goes in and never comes out."
    >
      <TunnelToken key={provider} provider={provider} />
    </Section>
  );
}

function TunnelToken({ provider }: { provider: TokenTunnel }) {
  const stored = useTunnelTokens().data;
  const put = usePutTunnelToken();
  const remove = useDeleteTunnelToken();
  const { label, hint } = WORDS[provider];
  const params = { provider };
  return (
    <SecretInput
      label={label}
      hint={hint}
      stored={stored?.[provider] ? 'It is stored. It cannot be shown again.' : null}
      put={put}
      remove={remove}
      onPut={(value, done) =>
        put.mutate(
          { params, body: { value } },
          {
            onSuccess: () => {
              announce(`${label} stored.`);
              done();
            },
          },
        )
      }
      onRemove={() =>
        remove.mutate(
          { params },
          {
            onSuccess: () => announce(`${label} removed.`),
            onError: (error) => tellFailure('The token was not removed.', error),
          },
        )
      }
    />
  );
}
