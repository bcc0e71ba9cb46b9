import { Button, Group, Modal, Select, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { z } from 'zod';
import { useCreateWebhook, useUpdateWebhook } from '#renderer/door/mutations.ts';
import { useFields } from '#renderer/door/queries.ts';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { messageFor } from '#renderer/ui/field-messages.ts';
import { RecipeNotes } from '#renderer/ui/recipes/RecipeNotes.tsx';
import { keyOfName, missingFields, useMakeFields } from '#renderer/ui/recipes/use-make-fields.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { Field } from '#shared/contract/field.ts';
import { type UpdateWebhook, type Webhook, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { configOfRecipe } from '#shared/recipes/config-of-recipe.ts';
import type { Recipe } from '#shared/recipes/recipe.ts';
import { RECIPES } from '#shared/recipes/recipes.ts';
import classes from './webhooks.module.css';

const CHOICES = RECIPES.map(({ id, name, about }) => ({ value: id, label: `${name}: ${about}` }));
const ConfigPart = z.object(WebhookConfigSchema.shape);

/** What is asked for first: which sender it is, or a name. */
export type CreateFrom = 'recipe' | 'scratch';

/** Asks for a name, makes the webhook and opens it. Null: closed. */
export function CreateWebhookDialog({ from, onClose }: { from: CreateFrom | null; onClose: () => void }) {
  return (
    <Modal opened={from !== null} onClose={onClose} title="New webhook">
      <CreateWebhookForm beginsWithRecipe={from === 'recipe'} onClose={onClose} />
    </Modal>
  );
}

function CreateWebhookForm({ beginsWithRecipe, onClose }: { beginsWithRecipe: boolean; onClose: () => void }) {
  const [name, setName] = useState('');
  const [, navigate] = useLocation();
  const [recipe, setRecipe] = useState<Recipe | null>(null);
  const create = useCreateWebhook();
  useUnsaved('the new webhook', name !== '');
  const fill = useUpdateWebhook();
  const making = useMakeFields();
  const known = useFields();
  const missing = known.data === undefined ? [] : missingFields(recipe?.fields ?? [], known.data);

  /** A webhook without a name is called as its sender. */
  function choose(chosen: Recipe | null): void {
    setRecipe(chosen);
    if (chosen !== null && (name === '' || name === recipe?.name)) setName(chosen.name);
  }

  /** The webhook is there by then: what goes wrong is said, and its editor opens all the same. */
  async function fillFrom(made: Webhook, chosen: Recipe): Promise<void> {
    try {
      // Who is quick has made it before the fields have come.
      const fields = known.data ?? (await known.refetch({ cancelRefetch: false, throwOnError: true })).data ?? [];
      const all = await making.make(chosen.fields, fields);
      await fill.mutateAsync({ params: { id: made.id }, body: bodyOf(made, chosen, all) });
    } catch (error) {
      tellFailure('The recipe could not be filled in.', error);
    }
  }

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const made = await create.mutateAsync({ body: { name } }).catch(() => null);
    if (made === null) return;
    if (recipe !== null) await fillFrom(made, recipe);
    navigate(`/webhooks/${made.id}`);
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <TextInput
        label="Name"
        description="What arrives here, for example “Bookings” or “Contact form”. Only you see it."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={messageFor(create.error, '/name')}
        maxLength={120}
        {...(!beginsWithRecipe && { 'data-autofocus': true })}
      />
      <Select
        label="Start from"
        description="A recipe fills in where the values stand; everything can be changed afterwards."
        placeholder="An empty webhook"
        data={CHOICES}
        value={recipe?.id ?? null}
        onChange={(id) => choose(RECIPES.find((one) => one.id === id) ?? null)}
        searchable
        clearable
        mt="md"
        {...(beginsWithRecipe && { 'data-autofocus': true })}
      />
      {recipe !== null && (
        <div className={classes.recipe}>
          {missing.length > 0 && (
            <Text size="sm">
              Create also makes {missing.length === 1 ? 'the field' : 'the fields'}{' '}
              {missing.map((field) => field.name).join(', ')}.
            </Text>
          )}
          <RecipeNotes recipe={recipe} />
        </div>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending || create.isSuccess}>
          Create
        </Button>
      </Group>
    </form>
  );
}

/** The webhook as it was made, with the recipe's rows. */
function bodyOf(made: Webhook, recipe: Recipe, fields: readonly Field[]): UpdateWebhook {
  const config = configOfRecipe(ConfigPart.parse(made), recipe, (name) => keyOfName(name, fields));
  return { config, version: made.version };
}
