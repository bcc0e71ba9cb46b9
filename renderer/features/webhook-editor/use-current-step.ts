import { useEffect, useState } from 'react';
import { STEPS, type Step, stepId } from './places.ts';

/** The step that is being looked at: the last one whose top has passed the upper third of the view. */
export function useCurrentStep(): Step {
  const [current, setCurrent] = useState<Step>('address');
  useEffect(() => {
    const sections = STEPS.map((step) => document.getElementById(stepId(step))).filter((section) => section !== null);
    const view = document.getElementById('main');
    const look = () => {
      if (view === null) return;
      const line = view.getBoundingClientRect().top + view.clientHeight / 3;
      const isAtEnd = view.scrollTop + view.clientHeight >= view.scrollHeight - 2;
      const passed = sections.filter((section) => section.getBoundingClientRect().top <= line).length;
      setCurrent(STEPS[isAtEnd && view.scrollTop > 0 ? STEPS.length - 1 : Math.max(0, passed - 1)] ?? 'address');
    };
    look();
    view?.addEventListener('scroll', look, { passive: true });
    return () => view?.removeEventListener('scroll', look);
  }, []);
  return current;
}
