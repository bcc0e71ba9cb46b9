import { Radio, Stack, TextInput } from '@mantine/core';
import { detailFor } from '#renderer/ui/field-messages.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { assertNever } from '#shared/errors.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './SettingsForm.tsx';
import classes from './settings.module.css';

type Provider = Settings['tunnel']['provider'];

/** Each with what it can see and promise, in one sentence (TN5). */
const CHOICES: readonly { provider: Provider; title: string; promise: string }[] = [
  {
    provider: 'localtunnel',
    title: 'A free public address from localtunnel',
    promise:
      'Works at once and needs no account. Volunteers run it: they can read every request that passes through, and do not promise that the address stays yours.',
  },
  {
    provider: 'cloudflared',
    title: 'Cloudflare',
    promise:
      'For a steady address: a tunnel of your Cloudflare account, or without one a random address that changes at each start. Cloudflare can read every request. Its program cloudflared must be installed on this computer.',
  },
  {
    provider: 'ngrok',
    title: 'ngrok',
    promise:
      'For a steady address: a domain of your ngrok account, whose token you paste below. Its client comes with Fieldhook. ngrok can read every request.',
  },
  {
    provider: 'own-address',
    title: 'My own address',
    promise:
      'For a domain of yours that leads to this computer. Whoever runs what stands in between can read the requests; nobody else can.',
  },
  {
    provider: 'none',
    title: 'No public address',
    promise: 'Only programs on this computer can send requests. Nothing is reachable from outside.',
  },
];

/** How the outside world reaches this computer. */
export function PublicAddressSection({ draft, onChange, error }: SectionProps) {
  const { tunnel } = draft;
  return (
    <Section
      title="Public address"
      text="Booking sites and shops need an address on the internet that leads to this computer. The state of it is always at the top of the window."
    >
      <Radio.Group
        aria-label="Public address"
        value={tunnel.provider}
        onChange={(provider) => onChange({ tunnel: chosen(provider as Provider) })}
      >
        <Stack gap="sm">
          {CHOICES.map(({ provider, title, promise }) => (
            <Radio
              key={provider}
              value={provider}
              label={<span className={classes.choice}>{title}</span>}
              description={promise}
            />
          ))}
        </Stack>
      </Radio.Group>
      {tunnel.provider === 'localtunnel' && (
        <TextInput
          label="Name in the address (optional)"
          description="Small letters, digits and dashes, at least four. Without one, Fieldhook keeps the name it was first given."
          placeholder="harbour-clinic"
          leftSection={<span className={classes.affix}>https://</span>}
          leftSectionWidth={66}
          rightSection={<span className={classes.affix}>.loca.lt</span>}
          rightSectionWidth={62}
          value={tunnel.subdomain ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ tunnel: { ...tunnel, subdomain: currentTarget.value.trim() || null } })
          }
          error={detailFor(error, '/tunnel/subdomain') && 'Use at least four small letters, digits or dashes.'}
        />
      )}
      {tunnel.provider === 'cloudflared' && (
        <TextInput
          label="Address of your tunnel"
          description="In Cloudflare, let this public hostname lead to http://127.0.0.1 with the port of Fieldhook (4780 unless you changed it), and store the tunnel’s token below. Empty: a random address that changes at each start."
          placeholder="https://hooks.example.com"
          type="url"
          value={tunnel.url ?? ''}
          onChange={({ currentTarget }) => onChange({ tunnel: { ...tunnel, url: currentTarget.value.trim() || null } })}
          error={detailFor(error, '/tunnel/url') && 'This is not a web address. It starts with https://.'}
        />
      )}
      {tunnel.provider === 'ngrok' && (
        <TextInput
          label="Reserved domain"
          description="The domain that ngrok shows in your account. Empty: the address that ngrok gives you."
          placeholder="harbour-clinic.ngrok.app"
          leftSection={<span className={classes.affix}>https://</span>}
          leftSectionWidth={66}
          value={tunnel.domain ?? ''}
          onChange={({ currentTarget }) =>
            onChange({ tunnel: { ...tunnel, domain: currentTarget.value.trim().toLowerCase() || null } })
          }
          error={detailFor(error, '/tunnel/domain') && 'Write the domain alone, for example harbour-clinic.ngrok.app.'}
        />
      )}
      {tunnel.provider === 'own-address' && (
        <TextInput
          label="Address"
          description="Where requests from outside arrive, without anything after the name."
          placeholder="https://hooks.example.com"
          type="url"
          value={tunnel.url}
          onChange={({ currentTarget }) => onChange({ tunnel: { ...tunnel, url: currentTarget.value } })}
          error={detailFor(error, '/tunnel/url') && 'This is not a web address. It starts with https:// or http://.'}
        />
      )}
    </Section>
  );
}

function chosen(provider: Provider): Settings['tunnel'] {
  switch (provider) {
    case 'none':
      return { provider };
    case 'localtunnel':
      return { provider, subdomain: null };
    case 'cloudflared':
      return { provider, url: null };
    case 'ngrok':
      return { provider, domain: null };
    case 'own-address':
      return { provider, url: '' };
    default:
      return assertNever(provider);
  }
}
