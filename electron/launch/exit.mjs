/** What the launcher itself answers to the shell; the hosts' own codes are in electron/host/exit-codes.ts, all of them in electron/README.md. */
export const EXIT = { clean: 0, fault: 1, badOption: 2, node: 10, build: 11, readOnly: 12 };
