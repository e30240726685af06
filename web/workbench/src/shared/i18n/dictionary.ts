import { useCallback } from 'react';
import { patiently } from '@/shared/patiently';
import { createStore, useStore } from '@/shared/store/store';
import { language, useLanguage, type Language } from './language';

type Params<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | Params<Rest> : never;
type Values<S extends string> = [Params<S>] extends [never] ? [] : [Record<Params<S>, string | number>];

export type Translate<Zh extends Record<string, string>> = <K extends keyof Zh & string>(
  key: K,
  ...values: Values<Zh[K]>
) => string;

export type Words = Record<string, string>;

/** `{n}`, or in English `{n|order|orders}`: the number with the word that goes with it. */
const places = /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;

/** Dictionaries whose English has not come yet. */
const awaited = new Set<() => Promise<void>>();

/**
 * Whoever speaks English waits for the English of what has been loaded so far; who speaks Chinese waits for nothing. Pages and
 * late pieces ask before they show themselves, so that nobody sees the other language for a moment.
 */
export const wordsReady = async (): Promise<void> => {
  if (language.get() !== 'en') return;
  await Promise.all([...awaited].map((bring) => bring()));
};

language.subscribe(() => void wordsReady());

/**
 * Binds a room's words. Chinese is the source of the type: a key that English lacks, a key that does not exist and a
 * `{place}` that is not filled are all errors of the compiler. English is a piece of its own, fetched by those who speak it;
 * until it has come, Chinese stands in for it.
 */
export const dictionary = <const Zh extends Words>(
  zh: Zh,
  fetchEnglish: () => Promise<{ [K in keyof Zh]: string }>,
) => {
  const english = createStore<Words | undefined>(undefined);
  let coming: Promise<void> | undefined;
  const bring = () =>
    (coming ??= patiently(fetchEnglish).then((words) => {
      awaited.delete(bring);
      english.set(words);
    }));
  awaited.add(bring);

  const wordsOf = (spoken: Language, en: Words | undefined): Words => (spoken === 'en' ? (en ?? zh) : zh);
  const say = (words: Words, key: string, values: Record<string, string | number> = {}): string =>
    (words[key] ?? key).replace(places, (whole, name: string, one?: string, more?: string) => {
      const value = values[name];
      if (value === undefined || one === undefined) return String(value ?? whole);
      return `${value} ${String(value) === '1' ? one : more}`;
    });

  return {
    /** For components: words change when the person switches the language. */
    useText: (): Translate<Zh> => {
      const words = wordsOf(useLanguage(), useStore(english));
      return useCallback<Translate<Zh>>((key, ...values) => say(words, key, values[0]), [words]);
    },
    /** For code outside components (notifications, titles). */
    text: ((key, ...values) => say(wordsOf(language.get(), english.get()), key, values[0])) as Translate<Zh>,
  };
};
