import { useCallback } from 'react';
import { language, useLanguage, type Language } from './language';

type Params<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Params<Rest> : never;
type Values<S extends string> = [Params<S>] extends [never] ? [] : [Record<Params<S>, string | number>];

export type Translate<Zh extends Record<string, string>> = <K extends keyof Zh & string>(
  key: K,
  ...values: Values<Zh[K]>
) => string;

export type Words = Record<string, string>;

/**
 * Binds a room's words. Chinese is the source of the type: a key that English lacks, a key that does not exist and a
 * `{place}` that is not filled are all errors of the compiler.
 */
export const dictionary = <const Zh extends Words>(zh: Zh, en: { [K in keyof Zh]: string }) => {
  const say = (spoken: Language, key: string, values: Record<string, string | number> = {}): string => {
    const pattern = (spoken === 'en' ? en[key] : zh[key]) ?? key;
    return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
  return {
    /** For components: words change at once when the person switches the language. */
    useText: (): Translate<Zh> => {
      const spoken = useLanguage();
      return useCallback<Translate<Zh>>((key, ...values) => say(spoken, key, values[0]), [spoken]);
    },
    /** For code outside components (notifications, titles). */
    text: ((key, ...values) => say(language.get(), key, values[0])) as Translate<Zh>,
  };
};
