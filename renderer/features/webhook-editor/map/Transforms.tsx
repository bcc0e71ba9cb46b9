import { ActionIcon, Button, Menu, TextInput, Tooltip } from '@mantine/core';
import { IconArrowRight, IconPlus, IconX } from '@tabler/icons-react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { FieldChange } from '#shared/contract/receipt.ts';
import type { Transform } from '#shared/contract/transform.ts';
import type { FieldMapping } from '#shared/contract/webhook.ts';
import { TRANSFORM_WORDS, textOfTransform } from '#shared/contract/webhook-words.ts';
import { webhookDrafts } from '../draft/draft-store.ts';
import { useEditor } from '../editor-context.tsx';
import { freshTransform, TRANSFORM_BOXES, TRANSFORM_KINDS, withText } from './transform-words.ts';
import classes from './transforms.module.css';

/** Characters of a value. */
const SHOWN = 80;
const NONE: readonly Transform[] = [];

/** What is done to a row's value before it is converted (CV9), with what each step makes of the sample's. */
export function Transforms({ mapping, change }: { mapping: FieldMapping; change: FieldChange | undefined }) {
  const { webhook, fieldNames, preview, edit } = useEditor();
  const name = fieldNames.get(mapping.field) ?? mapping.field;
  const transforms = mapping.transforms ?? NONE;
  // The answer before may be about other steps.
  const steps = !preview.isUpdating && change?.path === mapping.path ? (change.steps ?? []) : null;

  function set(next: readonly Transform[], label: string, join?: string): void {
    const { transforms: _, ...bare } = mapping;
    const row = next.length === 0 ? bare : { ...bare, transforms: [...next] };
    edit({
      label,
      change: (config) => ({
        ...config,
        fields: config.fields.map((one) => (one.field === mapping.field ? row : one)),
      }),
      ...(join === undefined ? {} : { join }),
    });
  }

  return (
    <div className={classes.transforms}>
      {transforms.length > 0 && (
        <ol className={classes.steps} aria-label={`Before it is filed as ${name}`} aria-busy={steps === null}>
          {transforms.map((transform, index) => {
            const words = TRANSFORM_WORDS[transform.kind];
            const box = TRANSFORM_BOXES[transform.kind];
            const text = textOfTransform(transform);
            const result = steps?.[index];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place; the same one may stand twice.
              <li key={index} className={classes.step}>
                <span className={classes.name}>{words}</span>
                {text !== null && (
                  <TextInput
                    size="xs"
                    className={classes.text}
                    aria-label={`${box?.asks} for ${name}`}
                    placeholder={box?.example}
                    data-draft
                    maxLength={transform.kind === 'join' ? 20 : transform.kind === 'extract' ? 200 : 500}
                    value={text}
                    onChange={(event) => {
                      const next = withText(transform, event.currentTarget.value);
                      const all = transforms.map((one, at) => (at === index ? next : one));
                      set(all, `${name}: ${words}`, `transform-${mapping.field}-${index}`);
                    }}
                    onBlur={() => webhookDrafts.endTyping(webhook.id)}
                  />
                )}
                <span className={classes.result}>
                  {result !== undefined && (
                    <>
                      <IconArrowRight size={14} aria-label="gives" />
                      {result === null ? 'nothing' : <PlainText text={cut(result)} />}
                    </>
                  )}
                </span>
                <Tooltip label="Take out">
                  <ActionIcon
                    size="sm"
                    aria-label={`Take out “${words}” of ${name}`}
                    onClick={() => {
                      set(
                        transforms.filter((_, at) => at !== index),
                        `${name}: without ${words}`,
                      );
                    }}
                  >
                    <IconX size={14} aria-hidden />
                  </ActionIcon>
                </Tooltip>
              </li>
            );
          })}
        </ol>
      )}
      {transforms.length < 10 && (
        <Menu position="bottom-start" withinPortal>
          <Menu.Target>
            <Button
              size="compact-xs"
              variant="subtle"
              leftSection={<IconPlus size={13} aria-hidden />}
              aria-label={`Change the value first: ${name}`}
            >
              Change the value first
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {TRANSFORM_KINDS.map((kind) => (
              <Menu.Item
                key={kind}
                onClick={() => set([...transforms, freshTransform(kind)], `${name}: ${TRANSFORM_WORDS[kind]}`)}
              >
                {TRANSFORM_WORDS[kind]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  );
}

function cut(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
