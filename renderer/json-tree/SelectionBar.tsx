import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { businessLocale, sayDecimal } from '#renderer/ui/say-count.ts';
import { stringifyJson } from '#shared/json/stringify-json.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';
import classes from './json-tree.module.css';
import { recogniseValue, spellOut } from './recognise-value.ts';
import { scalarText } from './search.ts';

/** More of a text than this is not laid out; copying takes all of it. */
const LONGEST_SHOWN = 64 * 1024;
/** Texts that fit into a row need no second showing. */
const LONGEST_IN_ROW = 60;

/** Under the tree: where the selected value stands, its full text, and what can be done with it. */
export function SelectionBar({ path, value, children }: { path: Path; value: JsonValue; children: ReactNode }) {
  const text = printPath(path);
  return (
    <div className={classes.selection}>
      <FullText value={value} />
      <Recognised value={value} name={path.at(-1) ?? null} />
      <div className={classes.selectionLine}>
        <code className={classes.path}>
          <PlainText text={text.slice(0, 2_000)} />
        </code>
        <div className={classes.actions}>
          <CopyTextButton label="Copy JSON path" text={() => text} />
          <CopyTextButton label={copyLabel(value)} text={() => copyText(value)} />
          {children}
        </div>
      </div>
    </div>
  );
}

function copyLabel(value: JsonValue): string {
  if (Array.isArray(value)) return 'Copy list as JSON';
  return isJsonObject(value) ? 'Copy group as JSON' : 'Copy value';
}

/** What copying a value gives: text as it is, everything else as JSON. */
export function copyText(value: JsonValue): string {
  return typeof value === 'string' ? value : stringifyJson(value, 2);
}

function FullText({ value }: { value: JsonValue }) {
  const text = scalarText(value);
  if (text === null || (text.length <= LONGEST_IN_ROW && !text.includes('\n'))) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className={classes.fullText} aria-label="Full text" tabIndex={0}>
      <PlainText text={text.slice(0, LONGEST_SHOWN)} lines="keep" />
      {text.length > LONGEST_SHOWN && (
        <p className={classes.note}>
          These are the first 64 KB of {megabytes(text.length)} MB. Copy value takes all of it.
        </p>
      )}
    </section>
  );
}

function Recognised({ value, name }: { value: JsonValue; name: string | number | null }) {
  const date = recogniseValue(value, name)?.date;
  return date ? <p className={classes.note}>{spellOut(date, businessLocale())}</p> : null;
}

function CopyTextButton({ label, text }: { label: string; text: () => string }) {
  const clipboard = useClipboard({ timeout: 1_500 });
  return (
    <Button
      size="compact-sm"
      variant="default"
      className={classes.copy}
      leftSection={clipboard.copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
      onClick={() => clipboard.copy(text())}
    >
      {label}
      <span role="status" className="fh-read-out">
        {clipboard.copied ? 'Copied' : ''}
      </span>
    </Button>
  );
}

function megabytes(length: number): string {
  return sayDecimal(length / 1_000_000, 1);
}
