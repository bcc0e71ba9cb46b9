import { ActionIcon, Button, Select, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { HttpStep } from '#shared/contract/flow.ts';
import { HttpStepSchema } from '#shared/contract/flow.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';
import { stepTextId } from '../places.ts';
import { TemplateInput } from '../template/TemplateInput.tsx';

const METHODS = HttpStepSchema.shape.method.unwrap().options;

/** A request to another program: where to, and what it says. */
export function HttpSettings({ step }: { step: HttpStep }) {
  const { editStep } = useFlowEditor();
  const { headers } = step;
  const setHeaders = (changed: HttpStep['headers'], part?: string) =>
    editStep(step, 'Headers', { headers: changed }, part);
  return (
    <>
      <Select
        label="Method"
        w={130}
        data={METHODS}
        value={step.method}
        onChange={(method) => method && editStep(step, `Method: ${method}`, { method: method as HttpStep['method'] })}
      />
      <TemplateInput
        id={stepTextId(step.id)}
        label="Address"
        description="Addresses inside your own network are refused unless they are allowed in Settings."
        value={step.url}
        onChange={(url) => editStep(step, 'Address', { url }, 'url')}
      />
      {headers.map((header, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat or be empty while one types.
        <div key={index} className={classes.header}>
          <TextInput
            label="Header"
            data-draft
            value={header.name}
            onChange={({ currentTarget }) =>
              setHeaders(headers.with(index, { ...header, name: currentTarget.value }), `header ${index}`)
            }
          />
          <TemplateInput
            label="Value of the header"
            value={header.value}
            onChange={(value) => setHeaders(headers.with(index, { ...header, value }), `header ${index}`)}
          />
          <ActionIcon
            aria-label={`Remove the header ${header.name}`}
            onClick={() => setHeaders(headers.toSpliced(index, 1))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button size="compact-sm" variant="default" onClick={() => setHeaders([...headers, { name: '', value: '' }])}>
          Add a header
        </Button>
      </div>
      <TemplateInput
        label="Body"
        description="Sent as it is; as JSON unless a header says otherwise."
        value={step.body}
        isLong
        onChange={(body) => editStep(step, 'Body', { body }, 'body')}
      />
      <Switch
        label="This address may be asked again"
        description="Only if it recognises a request that it already has by its Idempotency-Key: where nobody knows whether a request arrived, Fieldhook then asks again by itself, with the same key. Otherwise it could do the same thing twice."
        checked={step.canRepeat}
        onChange={({ currentTarget: { checked } }) =>
          editStep(step, checked ? 'May be asked again' : 'Not asked again', { canRepeat: checked })
        }
      />
    </>
  );
}
