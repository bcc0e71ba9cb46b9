import type { Provider } from './provider.ts';

export const none: Provider = {
  name: 'none',
  promise: 'Only programs on this computer reach the receiver; nothing can be seen from outside.',
  open: null,
};
