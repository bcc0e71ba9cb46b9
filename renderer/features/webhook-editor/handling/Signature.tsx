import { Alert, Select, Text } from '@mantine/core';
import { JudgeAgain } from '#renderer/ui/judge-again/JudgeAgain.tsx';
import type { Verify, VerifyScheme } from '#shared/contract/verify.ts';
import { VERIFY_GUIDE } from '#shared/contract/verify-guide.ts';
import type { Webhook, WebhookConfig } from '#shared/contract/webhook.ts';
import classes from './handling.module.css';
import { SchemeSettings } from './SchemeSettings.tsx';
import { SecretField } from './SecretField.tsx';
import { freshVerify, protectionOf, SIGNATURE_CHOICES } from './signature-choices.ts';

/** How the webhook knows its sender (RC7): which scheme, what that protects, and the secret it needs. Folded, as most senders have none. */
export function Signature({
  webhook,
  verify,
  set,
}: {
  webhook: Webhook;
  verify: Verify;
  /** Edits with the same `join`, one after the other, undo as one. */
  set: (label: string, change: Partial<WebhookConfig>, join?: string) => void;
}) {
  const { scheme } = verify;
  const guide = VERIFY_GUIDE[scheme];
  const isMissing = guide.secrets.some(({ name }) => name === 'secret') && !isSet(webhook, 'secret');
  return (
    <details className={classes.rare}>
      <summary>Signature: {scheme === 'none' ? 'none' : guide.name}</summary>
      <div className={classes.settings}>
        <div>
          <Select
            label="How the sender proves who it is"
            data={SIGNATURE_CHOICES}
            searchable
            maxDropdownHeight={320}
            value={scheme}
            onChange={(chosen) =>
              chosen &&
              set(`Signature: ${VERIFY_GUIDE[chosen as VerifyScheme].name}`, {
                verify: freshVerify(chosen as VerifyScheme),
              })
            }
          />
          {protectionOf(verify).map((sentence) => (
            <Text key={sentence} size="xs" c="dimmed" mt={5}>
              {sentence}
            </Text>
          ))}
        </div>
        <SchemeSettings
          verify={verify}
          onChange={(changed) => set(`Signature: ${guide.name}`, { verify: changed }, 'signature')}
        />
        {guide.secrets.map((secret) => (
          <SecretField key={secret.name} webhook={webhook} guide={secret} />
        ))}
        {isMissing && (
          <Alert color="yellow" variant="light" className={classes.wide ?? ''} role="note">
            Until the secret is stored, every request is refused.
          </Alert>
        )}
        {scheme !== 'none' && <Refused webhook={webhook} verify={verify} />}
      </div>
    </details>
  );
}

/** What was refused before the secret was right can be judged again: with what is saved, not with the draft. */
function Refused({ webhook, verify }: { webhook: Webhook; verify: Verify }) {
  const isSaved = JSON.stringify(webhook.verify) === JSON.stringify(verify);
  return (
    <fieldset className={`${classes.secret} ${classes.wide}`}>
      <legend>Refused requests</legend>
      <Text size="xs" c="dimmed" my={5}>
        {isSaved ? '' : 'Save first. '}The newest that were refused are kept, and can be judged again with the signature
        and the secret as they are saved now.
      </Text>
      {/* What was judged with another secret says nothing any more. */}
      <JudgeAgain key={JSON.stringify(webhook.secrets)} webhookId={webhook.id} isDisabled={!isSaved} />
    </fieldset>
  );
}

function isSet({ secrets }: Webhook, wanted: string): boolean {
  return secrets.some(({ name, isSet }) => name === wanted && isSet);
}
