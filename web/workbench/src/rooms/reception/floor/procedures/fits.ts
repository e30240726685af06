import type { Procedure } from './wire';

type Topic = { topic: string; name: string };

export type Fit = { procedure: Procedure; topic: string };

/** The procedures that a buyer's newest lines call for, in the order of the book: by a topic that was recognised, or by a word. */
export const fitting = (procedures: readonly Procedure[], topics: readonly Topic[], asked: string): Fit[] =>
  procedures.flatMap((procedure) => {
    const topic = procedure.topics?.find(
      (one) => topics.some((found) => found.name === one || found.topic === one) || asked.includes(one),
    );
    return topic === undefined ? [] : [{ procedure, topic }];
  });
