import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useLayoutEffect, useMemo, useState } from 'react';
import { useContacts, useDeliveries, useFields, useFlow } from '#renderer/door/queries.ts';
import { startDraft } from '#renderer/ui/draft/draft.ts';
import { StartFlowDialog } from '#renderer/ui/flows/StartFlowDialog.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { Page } from '#renderer/ui/Page.tsx';
import { shownData } from '#renderer/ui/shown-data.ts';
import type { Field } from '#shared/contract/field.ts';
import type { Flow } from '#shared/contract/flow.ts';
import { flowDrafts, savedOf } from './draft/flow-drafts.ts';
import { FlowEditor } from './FlowEditor.tsx';
import { FlowEditorProvider } from './flow-context.tsx';
import type { PreviewSource } from './preview/preview-source.ts';

const BACK = { href: '/flows', label: 'Flows' };

/** One flow: its steps, and how its messages would look. */
export function FlowEditorPage({ flowKey }: { flowKey: string }) {
  const flow = useFlow(flowKey);
  const fields = useFields();
  const shown = shownData(flow);
  const [isStarting, setStarting] = useState(false);
  return (
    <Page
      title={shown?.name ?? 'Flow'}
      back={BACK}
      help="flow"
      width="wide"
      actions={
        shown && (
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            onClick={() => setStarting(true)}
          >
            Start for a contact…
          </Button>
        )
      }
    >
      <Loaded query={flow} way={{ href: '/flows', label: 'Back to flows' }}>
        {(saved) => <Loaded query={fields}>{(known) => <LoadedEditor flow={saved} fields={known} />}</Loaded>}
      </Loaded>
      {shown && <StartFlowDialog flow={shown} isOpen={isStarting} onClose={() => setStarting(false)} />}
    </Page>
  );
}

function LoadedEditor({ flow, fields }: { flow: Flow; fields: readonly Field[] }) {
  useLayoutEffect(() => flowDrafts.open(flow.key, savedOf(flow), flow.name), [flow]);
  const kept = flowDrafts.useDraft(flow.key);
  const fresh = useMemo(() => startDraft(savedOf(flow)), [flow]);
  const [chosen, setSource] = useState<PreviewSource | null>(null);
  const likely = useLikelySource();
  return (
    <FlowEditorProvider
      flow={flow}
      draft={kept ?? fresh}
      fields={fields}
      source={chosen ?? likely}
      setSource={setSource}
    >
      <FlowEditor />
    </FlowEditorProvider>
  );
}

/** Whom the flow is tried on until the owner chooses: the last request with a contact, else the contact that changed last. It stays as it was first found. */
function useLikelySource(): PreviewSource | null {
  const request = useDeliveries({ outcome: 'processed' }).data?.pages[0]?.items.find(({ contact }) => contact !== null);
  const contact = useContacts('').data?.pages[0]?.items[0];
  const [first, setFirst] = useState<PreviewSource | null>(null);
  const found = request ? { deliveryId: request.id } : contact ? { contact: contact.userNs } : null;
  if (first === null && found !== null) setFirst(found);
  return first ?? found;
}
