import { Text } from '@mantine/core';
import { VERIFY_GUIDE } from '#shared/contract/verify-guide.ts';
import type { Recipe } from '#shared/recipes/recipe.ts';
import classes from './recipes.module.css';

/** What the provider does not send, what to click there, and how its signature is set up. */
export function RecipeNotes({ recipe }: { recipe: Recipe }) {
  return (
    <div className={classes.notes}>
      {recipe.missing !== null && <Text size="sm">{recipe.missing}</Text>}
      <details>
        <summary className={classes.summary}>What to click at {recipe.name}</summary>
        <ol className={classes.steps}>
          {recipe.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
          <li>{signatureWords(recipe)}</li>
        </ol>
      </details>
    </div>
  );
}

function signatureWords({ name, verify, signature }: Recipe): string {
  if (verify === 'none' && signature === undefined)
    return `${name} does not sign its requests; keep the address to yourself.`;
  const preset = VERIFY_GUIDE[verify === 'none' ? 'generic' : verify].name;
  const words = `To be sure that requests come from ${name}, choose “${preset}” as the signature in step 4 and give it the secret.`;
  return signature === undefined ? words : `${words} ${signature}`;
}
