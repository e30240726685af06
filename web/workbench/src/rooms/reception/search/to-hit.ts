import type { SearchHit } from './wire';

/** Where a hit stands in its conversation; the words found in it go along for who comes from the search. */
export const toHit = ({ message, found }: SearchHit) => ({
  to: `/reception/${message.c}?at=${message.seq}`,
  state: { found },
});
