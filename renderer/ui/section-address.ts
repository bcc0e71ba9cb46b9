/** The address of one part of the settings, by its title; the page scrolls to it. */
export const sectionAddress = (title: string) => `/settings?${new URLSearchParams({ part: title })}`;
