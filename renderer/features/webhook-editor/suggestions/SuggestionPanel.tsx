import { ActionIcon, Button, UnstyledButton } from '@mantine/core';
import { IconBulb, IconX } from '@tabler/icons-react';
import { useRef } from 'react';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
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
                isTaking={isTaking}
                onTake={() => then(take([suggestion]))}
                onDismiss={() => {
                  dismiss([suggestion]);
                  then(undefined);
                }}
              />
            ))}
          </ul>
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

function Row({
  suggestion,
  isTaking,
  onTake,
  onDismiss,
}: {
  suggestion: Suggestion;
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
        <UnstyledButton className={classes.path} aria-label={`Show in the tree: ${path}`} onClick={() => reveal(path)}>
          <code>
            <PlainText text={path} />
          </code>
        </UnstyledButton>
        <p className={classes.reason}>
          {confidence === 'likely' && 'Likely. '}
          {reason}
          {isNew && ` Accept makes the new field “${name}”.`}
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
