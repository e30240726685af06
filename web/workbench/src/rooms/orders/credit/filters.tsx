import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import { useMay } from '@/shared/session';
import { FlagMark } from '../marks';
import css from '../orders.module.css';
import { flagColours } from '../zh-CN';
import { useCreditText } from './text';
import { usePeople } from './use-credit';

/** Whose orders, and with which flags; the page's address keeps both. */
export const Filters = () => {
  const t = useCreditText();
  const [search, setSearch] = useSearchParams();
  const mayReadAll = useMay('orders.order.read-all');
  const people = usePeople().data?.people ?? [];
  const set = (name: string, values: string[]) => {
    const next = new URLSearchParams(search);
    next.delete(name);
    for (const value of values) next.append(name, value);
    setSearch(next, { replace: true });
  };
  return (
    <>
      {mayReadAll && (
        <Select
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          className={css['filter'] ?? ''}
          aria-label={t('byPerson')}
          placeholder={t('byPerson')}
          value={search.get('person')}
          onChange={(person: string | undefined) => set('person', person === undefined ? [] : [person])}
          options={people.map((person) => ({ value: person.id, label: `${person.number} ${person.name}` }))}
        />
      )}
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        className={css['filter'] ?? ''}
        aria-label={t('byFlag')}
        placeholder={t('byFlag')}
        value={search.getAll('flag')}
        onChange={(flags: string[]) => set('flag', flags)}
        options={[
          ...Object.keys(flagColours).map((colour) => ({ value: colour, label: <FlagMark flag={colour} /> })),
          { value: 'none', label: t('withoutFlag') },
        ]}
      />
    </>
  );
};
