/** With these options a program ends with the process that started it and holds the other end of its input. */
export const END_WITH_PARENT: readonly string[] = ['--import', new URL('end-with-parent.mjs', import.meta.url).href];
