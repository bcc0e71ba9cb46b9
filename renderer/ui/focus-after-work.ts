/**
 * A button is disabled while what it began is on its way, and a browser takes the focus from what is disabled. From now on it comes back as
 * soon as the button can be pressed again, unless it has been put somewhere else meanwhile.
 */
export function focusAfterWork(page: Document): void {
  let last: EventTarget | null = null;
  page.addEventListener('focusin', ({ target }) => {
    last = target;
  });
  new MutationObserver((changes) => {
    const isBack = changes.some(({ target }) => target === last && !(target as HTMLButtonElement).disabled);
    if (isBack && page.activeElement === page.body) (last as HTMLButtonElement).focus({ preventScroll: true });
  }).observe(page.body, { subtree: true, attributeFilter: ['disabled'] });
}
