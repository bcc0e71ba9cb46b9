import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconBulb, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { scalarText } from '#renderer/json-tree/search.ts';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { valueAt } from '#shared/json-path/path.ts';
import type { Suggestion } from '#shared/suggest/suggestion.ts';
import { useEditor } from '../editor-context.tsx';
import { useMap } from '../map/map-context.tsx';
import { RecipeOffer } from './RecipeOffer.tsx';
import classes from './suggestions.module.css';
import { useRecognised } from './use-recognised.ts';
import { nameOf, suggestionId, useSuggestions } from './use-suggestions.ts';

/** What the sample offers by itself. Nothing is shown where there is nothing to say, and nothing is filled without a click. */
export function SuggestionPanel() {
  const { root, sample } = useEditor();
  const recipe = useRecognised(root, sample.shown?.deliveryId ?? null);
  const { suggestions, isTaking, error, take, dismiss } = useSuggestions(recipe);
  const title = useRef<HTMLHeadingElement>(null);
  if (recipe === null && suggestions.length === 0) return null;

  // The button that was pressed goes away with its row.
  const then = (done: Promise<void> | undefined) => void Promise.resolve(done).then(() => title.current?.focus());

  return (
    <section className={classes.panel} aria-labelledby="suggestions-title">
      <h3 id="suggestions-title" ref={title} tabIndex={-1} className={classes.title}>
        <IconBulb size={16} aria-hidden /> Suggestions
      </h3>
      {recipe !== null && <RecipeOffer recipe={recipe} />}
      {suggestions.length > 0 && (
        <>
          <ul className={classes.list}>
            {suggestions.map((suggestion) => (
              <Row
                key={suggestionId(suggestion)}
                suggestion={suggestion}
                value={root === undefined ? undefined : valueAt(suggestion.place, root)}
                isTaking={isTaking}
                onTake={() => then(take([suggestion]))}
                onDismiss={() => {
                  dismiss([suggestion]);
                  then(undefined);
                }}
              />
            ))}
          </ul>
          {suggestions.length > 1 && (
            <div className={classes.foot}>
              <Button size="compact-sm" variant="default" disabled={isTaking} onClick={() => then(take(suggestions))}>
                Accept all {suggestions.length}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                onClick={() => {
                  dismiss(suggestions);
                  then(undefined);
                }}
              >
                Dismiss all
              </Button>
            </div>
          )}
        </>
      )}
      {error && (
        <Notice tone="bad" isUrgent>
          {wholeMessage(error)}
        </Notice>
      )}
    </section>
  );
}

/** What would be taken comes first: a value says at a glance what its path does not. */
function Row({
  suggestion,
  value,
  isTaking,
  onTake,
  onDismiss,
}: {
  suggestion: Suggestion;
  value: JsonValue | undefined;
  isTaking: boolean;
  onTake: () => void;
  onDismiss: () => void;
}) {
  const { reveal } = useMap();
  const { target, path, reason, confidence } = suggestion;
  const name = nameOf(suggestion);
  const isNew = target.kind === 'field' && target.key === null;
  return (
    <li className={classes.row}>
      <div className={classes.words}>
        <strong>
          <PlainText text={name} />
        </strong>{' '}
        {value !== undefined && (
          <span className={classes.value}>
            <PlainText text={say(value)} />
          </span>
        )}
        <p className={classes.reason}>
          {confidence === 'likely' && 'Likely. '}
          {reason}
          {isNew && ` Accept makes the new field “${name}”.`}{' '}
          <UnstyledButton
            className={classes.path}
            aria-label={`Show in the tree: ${path}`}
            onClick={() => reveal(path)}
          >
            <code>
              <PlainText text={path} />
            </code>
          </UnstyledButton>
        </p>
      </div>
      <Button size="compact-sm" variant="default" disabled={isTaking} aria-label={`Accept: ${name}`} onClick={onTake}>
        Accept
      </Button>
      <ActionIcon variant="subtle" color="gray" aria-label={`Dismiss: ${name}`} onClick={onDismiss}>
        <IconX size={15} aria-hidden />
      </ActionIcon>
    </li>
  );
}

/** Characters of a value. */
const SHOWN = 80;

function say(value: JsonValue): string {
  if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${sayCount(value.length)}`;
  const text = scalarText(value);
  if (text === null) return 'a group of values';
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
