import type { Channel } from '../dossier/wire';
import type { Proposal } from './wire';

/** What a person changed on a line of the list. */
export type Choice = { way?: Channel; text?: string };

/** A way that can be gone now: words are left only where no conversation goes on. */
export const waysNow = (one: Proposal): Channel[] => one.ways.filter((way) => way !== 'chat' || one.chat === 'free');

export const wayOf = (one: Proposal, choice: Choice | undefined): Channel | undefined => {
  const ways = waysNow(one);
  return choice?.way !== undefined && ways.includes(choice.way) ? choice.way : ways[0];
};

export const linesOf = (
  chosen: readonly string[],
  proposals: readonly Proposal[],
  choices: Readonly<Record<string, Choice>>,
  id: () => string,
) =>
  proposals
    .filter((one) => chosen.includes(one.buyer))
    .flatMap((one) => {
      const way = wayOf(one, choices[one.buyer]);
      return way === undefined ? [] : [{ id: id(), buyer: one.buyer, way, text: choices[one.buyer]?.text ?? one.text }];
    });
