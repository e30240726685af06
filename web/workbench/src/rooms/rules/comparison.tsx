import { useState } from 'react';
import { Select } from 'antd';
import { Loading, LoadFailed, State } from '@/shared/ui/states';
import css from './rules.module.css';
import { useText } from './text';
import { useBooks, useComparison, usePresets, useSaid } from './use-books';
import type { BookLine, Difference } from './wire';

/** What changed from another book or preset to this one, in words. */
export const Comparison = ({ book }: { book: BookLine }) => {
  const t = useText();
  const said = useSaid();
  const books = useBooks();
  const presets = usePresets();
  const others = (books.data?.pages.flatMap((page) => page.books) ?? []).filter((other) => other.id !== book.id);
  const inForce = others.find((other) => other.state === 'in-force');
  const [chosen, setChosen] = useState('');
  const before = chosen !== '' ? chosen : (inForce?.id ?? 'preset:new-shop');
  const comparison = useComparison(before, book.id);
  const name = (other: BookLine) =>
    `${said(other.title)} ${other.version > 0 ? t('versionN', { n: other.version }) : t(`state.${other.state}`)}`;
  const options = [
    ...others.map((other) => ({ value: other.id, label: name(other) })),
    ...(presets.data?.presets ?? []).map((preset) => ({
      value: `preset:${preset.name}`,
      label: t('preset', { name: said(preset.title) }),
    })),
  ];
  return (
    <>
      <Select
        style={{ width: '100%', maxWidth: 420 }}
        value={before}
        options={options}
        aria-label={t('compareWith')}
        onChange={setChosen}
      />
      {comparison.isPending && <Loading rows={3} />}
      {comparison.isError && <LoadFailed error={comparison.error} onRetry={() => void comparison.refetch()} />}
      {comparison.data !== undefined && <Differences differences={comparison.data.differences} />}
    </>
  );
};

export const Differences = ({ differences }: { differences: Difference[] }) => {
  const t = useText();
  const said = useSaid();
  if (differences.length === 0) return <State title={t('noDifference')} />;
  return (
    <ul className={css['list']}>
      {differences.map((difference) => (
        <li key={`${difference.scope.zh} ${difference.path}`} className={css['wrap']}>
          {said(difference.sentence)}
        </li>
      ))}
    </ul>
  );
};
