import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { api } from '@/shared/api/client';
import { useLanguage } from '@/shared/i18n/language';
import css from './whatif.module.css';
import { useText } from './text';

type Title = { zh: string; en: string };
type Preset = { name: string; title: Title; isSound: boolean; sections: string[] };
type Book = { id: string; title: Title; version: number; state: string };

/** Every book that can be tried, by the name the server takes: an id, `preset:NAME` or `in-force`. */
export const useBookChoices = (hasInForce: boolean) => {
  const t = useText();
  const spoken = useLanguage();
  const presets = useQuery({
    queryKey: ['rules', 'presets'],
    queryFn: ({ signal }) => api.get<{ presets: Preset[] }>('/api/rules/presets', { signal }),
    staleTime: Infinity,
  });
  const books = useQuery({
    queryKey: ['pay', 'whatif', 'books'],
    queryFn: ({ signal }) => api.get<{ books: Book[] }>('/api/rules/books', { query: { limit: 50 }, signal }),
  });
  const title = (words: Title) => (spoken === 'en' ? words.en : words.zh);
  const own = (books.data?.books ?? [])
    .filter((book) => book.state !== 'withdrawn')
    .map((book) => ({ value: book.id, label: `${title(book.title)}${book.version > 0 ? ` ${book.version}` : ''}` }));
  return [
    ...(hasInForce ? [{ value: 'in-force', label: t('inForce') }] : []),
    ...(own.length > 0 ? [{ label: t('own'), options: own }] : []),
    {
      label: t('presets'),
      options: (presets.data?.presets ?? [])
        .filter((preset) => preset.isSound && preset.sections.includes('pay'))
        .map((preset) => ({ value: `preset:${preset.name}`, label: title(preset.title) })),
    },
  ];
};

type BookSelectProps = {
  label: string;
  value: string | undefined;
  onChange: (which: string) => void;
  hasInForce?: boolean;
};

export const BookSelect = ({ label, value, onChange, hasInForce = true }: BookSelectProps) => (
  <label className={css['field']}>
    <span>{label}</span>
    <Select
      className={css['choose'] ?? ''}
      aria-label={label}
      placeholder={label}
      value={value ?? null}
      onChange={(which: string) => onChange(which)}
      options={useBookChoices(hasInForce)}
      showSearch={{ optionFilterProp: 'label' }}
    />
  </label>
);
