import { SegmentedControl, Text, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { GenericVerify, Verify } from '#shared/contract/verify.ts';

/** So that the boxes of a row stand in one line. */
const WORDS_BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

/** What a scheme needs to know besides the secret; most need nothing. */
export function SchemeSettings({ verify, onChange }: { verify: Verify; onChange: (verify: Verify) => void }) {
  switch (verify.scheme) {
    case 'basic':
      return (
        <TextInput
          inputWrapperOrder={WORDS_BELOW}
          label="User name"
          description="Type the same one at the sender."
          value={verify.username}
          onChange={(event) => onChange({ ...verify, username: event.currentTarget.value })}
        />
      );
    case 'header':
      return (
        <TextInput
          inputWrapperOrder={WORDS_BELOW}
          label="Header"
          description="The name of the header that holds the secret."
          value={verify.header}
          onChange={(event) => onChange({ ...verify, header: event.currentTarget.value })}
        />
      );
    case 'generic':
      return <GenericSettings verify={verify} onChange={onChange} />;
    default:
      return null;
  }
}

function GenericSettings({ verify, onChange }: { verify: GenericVerify; onChange: (verify: GenericVerify) => void }) {
  const set = (change: Partial<GenericVerify>) => onChange({ ...verify, ...change });
  return (
    <>
      <TextInput
        inputWrapperOrder={WORDS_BELOW}
        label="Header with the signature"
        value={verify.header}
        onChange={(event) => set({ header: event.currentTarget.value })}
      />
      <TextInput
        inputWrapperOrder={WORDS_BELOW}
        label="Text in front of the signature"
        description="Such as sha256=. Empty if there is none."
        value={verify.prefix}
        onChange={(event) => set({ prefix: event.currentTarget.value })}
      />
      <Choice
        label="Algorithm"
        data={ALGORITHMS}
        value={verify.algorithm}
        onChange={(algorithm) => set({ algorithm: algorithm as GenericVerify['algorithm'] })}
      />
      <Choice
        label="How the signature is written"
        data={['hex', 'base64', 'base64url']}
        value={verify.encoding}
        onChange={(encoding) => set({ encoding: encoding as GenericVerify['encoding'] })}
      />
      <Choice
        label="How the secret is written"
        data={['text', 'hex', 'base64']}
        value={verify.secretEncoding}
        onChange={(secretEncoding) => set({ secretEncoding: secretEncoding as GenericVerify['secretEncoding'] })}
      />
      <TextInput
        inputWrapperOrder={WORDS_BELOW}
        label="What is signed"
        description="{body} is the request as received, {ts} the time, {id} its number, {url} the address."
        value={verify.template}
        onChange={(event) => set({ template: event.currentTarget.value })}
      />
      <TextInput
        inputWrapperOrder={WORDS_BELOW}
        label="Header with the time"
        description="Only where {ts} is signed."
        value={verify.timestampHeader ?? ''}
        onChange={(event) => set({ timestampHeader: event.currentTarget.value || null })}
      />
      <TextInput
        inputWrapperOrder={WORDS_BELOW}
        label="Header with the number"
        description="Only where {id} is signed."
        value={verify.idHeader ?? ''}
        onChange={(event) => set({ idHeader: event.currentTarget.value || null })}
      />
    </>
  );
}

const ALGORITHMS = [
  { value: 'sha256', label: 'SHA-256' },
  { value: 'sha1', label: 'SHA-1' },
  { value: 'sha512', label: 'SHA-512' },
];

function Choice({
  label,
  ...control
}: {
  label: string;
  data: (string | { value: string; label: string })[];
  value: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div>
      <Text size="sm" fw={500} id={id} mb={5}>
        {label}
      </Text>
      <SegmentedControl aria-labelledby={id} {...control} />
    </div>
  );
}
