import { useMemo } from 'react';
import { useDelivery } from '#renderer/door/queries.ts';
import type { JsonValue } from '#shared/json/value.ts';
import type { Recipe } from '#shared/recipes/recipe.ts';
import { recogniseProvider } from '#shared/recipes/recognise-provider.ts';

/** Whose request a payload is, also by the headers of the request that it came from. Null while that is not known. */
export function useRecognised(root: JsonValue | undefined, deliveryId: string | null): Recipe | null {
  const headers = useDelivery(deliveryId ?? '', { enabled: deliveryId !== null }).data?.headers;
  return useMemo(() => (root === undefined ? null : recogniseProvider(root, headers)), [root, headers]);
}
