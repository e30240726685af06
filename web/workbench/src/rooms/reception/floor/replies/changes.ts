import type { Reply } from './wire';

/** A setting of the book and what it becomes; `undefined` takes its line out. */
type Change = { path: string[]; value: string | number | boolean | string[] | undefined };

/** As a buyer counts them. */
export const linesOf = (text: string): number => (text.trim() === '' ? 0 : text.trim().split('\n').length);

/** What has to be written into the book so that it says the reply as it now stands; nothing for what stayed. */
export const changesOf = (before: Reply, after: Reply): Change[] => {
  const at = (name: string) => ['reception', 'automatic_reply', after.key, name];
  const all: (Change & { isNew: boolean })[] = [
    { path: at('enabled'), value: after.isOn, isNew: before.isOn !== after.isOn },
    {
      path: at('text'),
      value: after.text.trim() === '' ? undefined : after.text.trim(),
      isNew: before.text.trim() !== after.text.trim(),
    },
    {
      path: at('after'),
      value: after.afterSeconds === null ? undefined : `${after.afterSeconds} s`,
      isNew: before.afterSeconds !== after.afterSeconds,
    },
    { path: at('font_size'), value: after.fontSize ?? undefined, isNew: before.fontSize !== after.fontSize },
    {
      path: at('colours'),
      value: after.colours.length === 0 ? undefined : after.colours,
      isNew: before.colours.join('\n') !== after.colours.join('\n'),
    },
  ];
  return all.filter((one) => one.isNew).map(({ path, value }) => ({ path, value }));
};
