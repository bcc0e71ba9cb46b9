import { useEffect, useEffectEvent } from 'react';
import { useLocation, useSearch } from 'wouter';
import { announce } from '#renderer/ui/announce.tsx';
import { useEditor } from '../editor-context.tsx';
import { goToStep } from '../places.ts';

/** A value that was chosen in the log to be mapped: shown, ready to be used, as soon as the tree has its request. */
export function useWantedPlace(reveal: (path: string) => void): void {
  const { sample, root } = useEditor();
  const [address, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch());
  const path = asked.get('map');
  const isThere = root !== undefined && sample.shown !== null && sample.shown.deliveryId === asked.get('of');
  const show = useEffectEvent((wanted: string) => {
    navigate(address, { replace: true });
    goToStep('map');
    reveal(wanted);
    announce(`${wanted} is selected: say what to use it for.`);
  });
  useEffect(() => {
    if (isThere && path !== null) show(path);
  }, [isThere, path]);
}
