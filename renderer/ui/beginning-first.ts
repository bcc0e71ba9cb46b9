import { type ComboboxItem, type ComboboxParsedItem, defaultOptionsFilter, type OptionsFilter } from '@mantine/core';

/**
 * What is offered for the words that are typed: first what begins with them, so that “India” is not the British Indian Ocean Territory. Options in
 * groups keep their order.
 */
export const beginningFirst: OptionsFilter = ({ options, search, limit }) => {
  const items = options.filter((option): option is ComboboxItem => !('group' in option));
  if (items.length < options.length)
    return defaultOptionsFilter({ options, search, limit }) as ComboboxParsedItem<string>[];
  const words = search.trim().toLowerCase();
  const at = ({ label }: ComboboxItem) => label.toLowerCase().indexOf(words);
  return [...items.filter((item) => at(item) === 0), ...items.filter((item) => at(item) > 0)].slice(0, limit);
};
