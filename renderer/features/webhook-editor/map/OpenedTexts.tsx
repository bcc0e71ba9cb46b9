import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { Path } from '#shared/json-path/path.ts';
import { useEditor } from '../editor-context.tsx';
import classes from './map.module.css';
import { openableTexts } from './opened-texts.ts';
import { ShowAsText } from './ShowAsText.tsx';
import type { Opening } from './use-opening.ts';

/** Which texts of the payload are read as JSON, and which could be. Nothing is shown where there are neither. */
export function OpenedTexts({ opening }: { opening: Opening }) {
  const { draft, root, items, opening: state } = useEditor();
  const list = items?.place ?? null;
  const [passedOver, setPassedOver] = useState<readonly string[]>([]);
  const openable = useMemo(() => (root === undefined ? [] : [...openableTexts(root, list)]), [root, list]);
  const offers = openable.filter(([path]) => !passedOver.includes(path));
  const { openStrings } = draft.config;
  if (openStrings.length === 0 && offers.length === 0) return null;
  return (
    <section className={classes.group} aria-labelledby="opened-title">
      <h3 id="opened-title" className={classes.groupTitle}>
        JSON inside texts
      </h3>
      <ul className={classes.texts}>
        {openStrings.map((path) => (
          <OpenedText
            key={path}
            path={path}
            place={state.opened.find((one) => one.path === path)?.place ?? null}
            problem={state.unopened.find((one) => one.path === path)?.sentence ?? null}
            opening={opening}
          />
        ))}
        {offers.map(([path, place]) => (
          <Offer
            key={path}
            path={path}
            onOpen={() => opening.open(place)}
            onPass={() => setPassedOver([...passedOver, path])}
          />
        ))}
      </ul>
    </section>
  );
}

function OpenedText({
  path,
  place,
  problem,
  opening,
}: {
  path: string;
  /** Null where it opened nothing in this sample. */
  place: Path | null;
  problem: string | null;
  opening: Opening;
}) {
  return (
    <li className={classes.text} data-tone={problem === null ? undefined : 'warn'}>
      <div className={classes.textWords}>
        <code>
          <PlainText text={path} />
        </code>
        <p className={classes.note}>
          <PlainText
            text={place === null ? (problem ?? 'There is no text in this sample to open.') : 'Opened as JSON.'}
          />
        </p>
      </div>
      {place === null ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`Do not open: ${path}`}
          onClick={() => opening.forget(path)}
        >
          Do not open
        </Button>
      ) : (
        <ShowAsText place={place} opening={opening} />
      )}
    </li>
  );
}

function Offer({ path, onOpen, onPass }: { path: string; onOpen: () => void; onPass: () => void }) {
  return (
    <li className={classes.text}>
      <div className={classes.textWords}>
        <code>
          <PlainText text={path} />
        </code>
        <p className={classes.note}>This text is JSON itself. Opened, its values can be clicked one by one.</p>
      </div>
      <div className={classes.textButtons}>
        <Button size="compact-sm" variant="default" aria-label={`Open as JSON: ${path}`} onClick={onOpen}>
          Open as JSON
        </Button>
        <Button size="compact-sm" variant="subtle" aria-label={`Leave as text: ${path}`} onClick={onPass}>
          Leave as text
        </Button>
      </div>
    </li>
  );
}
