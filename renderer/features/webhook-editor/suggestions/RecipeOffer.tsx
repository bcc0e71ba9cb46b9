import { Button, Text } from '@mantine/core';
import { announce } from '#renderer/ui/announce.tsx';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { RecipeNotes } from '#renderer/ui/recipes/RecipeNotes.tsx';
import { keyOfName, missingFields, useMakeFields } from '#renderer/ui/recipes/use-make-fields.ts';
import { configOfRecipe } from '#shared/recipes/config-of-recipe.ts';
import type { Recipe } from '#shared/recipes/recipe.ts';
import { useEditor } from '../editor-context.tsx';
import classes from './suggestions.module.css';

/** “This looks like Calendly: use its recipe?” Says which fields it would make; nothing is made or filled before the owner agrees. */
export function RecipeOffer({ recipe }: { recipe: Recipe }) {
  const { draft, fields, edit } = useEditor();
  const making = useMakeFields();
  const missing = missingFields(recipe.fields, fields);
  const filled = configOfRecipe(draft.config, recipe, (name) => keyOfName(name, fields));
  const isUsed = missing.length === 0 && JSON.stringify(filled) === JSON.stringify(draft.config);

  async function use(): Promise<void> {
    const known = await making.make(recipe.fields, fields).catch(() => null);
    if (known === null) return;
    edit({
      label: `Recipe: ${recipe.name}`,
      change: (config) => configOfRecipe(config, recipe, (name) => keyOfName(name, known)),
    });
    announce(`The rows of the ${recipe.name} recipe are filled. What was filled before is unchanged.`);
  }

  return (
    <div className={classes.offer}>
      <div className={classes.offerLine}>
        <Text size="sm" fw={500}>
          {isUsed
            ? `${recipe.name}: its recipe is in use.`
            : `This looks like ${recipe.name}. Use its recipe for ${recipe.about}?`}
        </Text>
        {!isUsed && (
          <Button size="compact-sm" loading={making.isMaking} onClick={() => void use()}>
            Use the {recipe.name} recipe
          </Button>
        )}
      </div>
      {!isUsed && missing.length > 0 && (
        <p className={classes.reason}>
          It also makes {missing.length === 1 ? 'the field' : 'the fields'} {missing.map(({ name }) => name).join(', ')}
          . What is filled already stays.
        </p>
      )}
      <RecipeNotes recipe={recipe} />
      {making.error && (
        <Notice tone="bad" isUrgent>
          {wholeMessage(making.error)}
        </Notice>
      )}
    </div>
  );
}
