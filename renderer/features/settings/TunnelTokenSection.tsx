import { useDeleteTunnelToken, usePutTunnelToken } from '#renderer/door/mutations.ts';
import { useTunnelTokens } from '#renderer/door/queries.ts';
import type { Settings, TokenTunnel } from '#shared/contract/settings.ts';
import { Section } from './Section.tsx';
import { StoredSecret } from './StoredSecret.tsx';

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
  return (
    <StoredSecret
      {...WORDS[provider]}
      isStored={stored?.[provider] ?? false}
      params={{ provider }}
      put={put}
      remove={remove}
    />
  );
}
