import { z } from 'zod';

/** What contacts are marked with. */
export const TagSchema = z.string().trim().min(1, 'Write the tag.').max(60);

export const TagListSchema = z.object({
  /** In the order of the alphabet. */
  tags: z.array(z.string()),
});

/** How many different tags are offered for completion, at most. */
export const MOST_TAGS_OFFERED = 1000;
