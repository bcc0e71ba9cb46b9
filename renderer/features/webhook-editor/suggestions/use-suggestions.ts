import { useMemo, useState } from 'react';
import { useSettings } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { keyOfName, useMakeFields } from '#renderer/ui/recipes/use-make-fields.ts';
import type { Field } from '#shared/contract/field.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { Recipe } from '#shared/recipes/recipe.ts';
import { openSuggestions, suggest } from '#shared/suggest/suggest.ts';
import type { SuggestedTarget, Suggestion } from '#shared/suggest/suggestion.ts';
import { useEditor } from '../editor-context.tsx';
import { fieldTarget, pathOf, slotTarget, type Target, targetId, withPath } from '../targets.ts';

/** What could be filled from the sample, without what the owner has waved away, and the ways to take it. */
export function useSuggestions(recipe: Recipe | null) {
  const { draft, fields, root, items, edit } = useEditor();
  const settings = useSettings().data;
  const making = useMakeFields();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  const { config } = draft;
  const all = useMemo(() => {
    // Whose address is the owner's own has to be known first. Lists of people are mapped by clicking one of them.
    if (root === undefined || settings === undefined || items !== null) return [];
    const own = { emails: settings.ownEmails, phones: settings.ownPhones };
    return suggest({ payload: root, recipe, own, fields });
  }, [root, settings, items, recipe, fields]);
  const open = useMemo(() => (root === undefined ? [] : openSuggestions(all, root, config)), [all, root, config]);

  return {
    suggestions: open.filter((suggestion) => !dismissed.includes(suggestionId(suggestion))),
    isTaking: making.isMaking,
    error: making.error,
    dismiss(gone: readonly Suggestion[]): void {
      setDismissed([...dismissed, ...gone.map(suggestionId)]);
      announce(gone.length === 1 ? 'Suggestion dismissed.' : 'Suggestions dismissed.');
    },
    /** Fills the rows in one step that one undo takes back; fields that are missing are made first. */
    async take(taken: readonly Suggestion[]): Promise<void> {
      const wanted = taken.flatMap(({ target }) => (target.kind === 'field' ? [target] : []));
      const known = await making.make(wanted, fields).catch(() => null);
      if (known === null) return;
      const label = taken.length === 1 ? `Suggestion: ${nameOf(taken[0]!)}` : `${taken.length} suggestions`;
      edit({ label, change: (before) => taken.reduce((next, one) => withSuggestion(next, one, known), before) });
      announce(
        taken.length === 1 ? `${nameOf(taken[0]!)} takes ${taken[0]!.path}.` : `${taken.length} rows are filled.`,
      );
    },
  };
}

/** A row that was filled meanwhile stays as it is. */
function withSuggestion(config: WebhookConfig, { target, path }: Suggestion, fields: readonly Field[]): WebhookConfig {
  const place = targetOf(target, fields);
  return place === null || pathOf(config, place) !== null ? config : withPath(config, place, path);
}

function targetOf(target: SuggestedTarget, fields: readonly Field[]): Target | null {
  if (target.kind === 'slot') return slotTarget(target.slot);
  const key = target.key ?? keyOfName(target.name, fields);
  return key === undefined ? null : fieldTarget(key);
}

export function suggestionId({ target, path }: Suggestion): string {
  return `${target.kind === 'slot' ? targetId(target) : `field ${target.name}`} ${path}`;
}

export function nameOf({ target }: Suggestion): string {
  return target.kind === 'slot' ? SLOT_LABELS[target.slot] : target.name;
}
