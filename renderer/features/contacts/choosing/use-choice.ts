import { useRef, useState } from 'react';
import { type Choice, chosenWith, NOBODY, range } from './choice.ts';

/** Whom one has chosen of what a filter shows; another filter begins with nobody. `listed` are the User Ns that are on the screen, in their order. */
export function useChoice(filter: string, listed: readonly string[]) {
  const [kept, setKept] = useState({ filter, choice: NOBODY });
  const last = useRef<string | null>(null);
  const choice = kept.filter === filter ? kept.choice : NOBODY;
  const choose = (wanted: Choice) => setKept({ filter, choice: wanted });
  return {
    choice,
    choose,
    /** One, or all from the one picked before. */
    pick(userNs: string, isWanted: boolean, isRange: boolean) {
      const many = isRange ? range(listed, last.current, userNs) : [userNs];
      last.current = userNs;
      choose(chosenWith(choice, many, isWanted));
    },
  };
}
