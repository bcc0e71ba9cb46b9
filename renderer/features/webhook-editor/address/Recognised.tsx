import { useMemo } from 'react';
import { useDelivery } from '#renderer/door/queries.ts';
import { parseJson, TREE_LIMITS } from '#shared/json/parse-json.ts';
import { RecipeOffer } from '../suggestions/RecipeOffer.tsx';
import { useRecognised } from '../suggestions/use-recognised.ts';

/** Whose request it is that has arrived, with the offer of the provider's recipe. Nothing where nobody is recognised. */
export function Recognised({ deliveryId }: { deliveryId: string }) {
  const parsed = useDelivery(deliveryId, { isPrivateShown: true }).data?.parsed;
  const text = parsed?.ok ? (parsed.closedText ?? parsed.text) : undefined;
  const root = useMemo(() => {
    const read = text === undefined ? null : parseJson(text, TREE_LIMITS);
    return read?.ok ? read.value : undefined;
  }, [text]);
  const recipe = useRecognised(root, deliveryId);
  return recipe === null ? null : <RecipeOffer recipe={recipe} />;
}
