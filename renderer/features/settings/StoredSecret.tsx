import type { UseMutationResult } from '@tanstack/react-query';
import { announce } from '#renderer/ui/announce.tsx';
import { SecretInput } from '#renderer/ui/secret/SecretInput.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';

type Change<Input> = UseMutationResult<unknown, Error, Input>;

/** A secret of the settings, with the two changes that store and remove it and the words for what came of them. */
export function StoredSecret<Params>({
  label,
  hint,
  isStored,
  params,
  put,
  remove,
}: {
  label: string;
  hint: string;
  isStored: boolean;
  /** Which secret it is, for both changes. */
  params: Params;
  put: Change<{ params: Params; body: { value: string } }>;
  remove: Change<{ params: Params }>;
}) {
  return (
    <SecretInput
      label={label}
      hint={hint}
      stored={isStored ? 'It is stored. It cannot be shown again.' : null}
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
            onError: (error) => tellFailure(`${label} was not removed.`, error),
          },
        )
      }
    />
  );
}
