import { useLanguage } from '@/shared/i18n/language';
import type { Definition } from './wire';

/** The name of a figure in the person's language. */
export const useNameOf = (): ((definition: Definition | undefined) => string) => {
  const language = useLanguage();
  return (definition) => (definition === undefined ? '' : language === 'en' ? definition.en : definition.zh);
};

export const useMeaningOf = (): ((definition: Definition | undefined) => string) => {
  const language = useLanguage();
  return (definition) => (definition === undefined ? '' : language === 'en' ? definition.isEn : definition.isZh);
};
