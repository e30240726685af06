import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useSession } from '@/shared/session';
import css from '../orders.module.css';
import { useCreditText } from './text';
import { usePeople } from './use-credit';
import type { Share } from './wire';

type SharesProps = { value: Share[]; onChange: (shares: Share[]) => void };

const most = 10;

/** Who gets the order, in which parts. Nobody finds themselves in the list: an order is not decided for oneself. */
export const Shares = ({ value, onChange }: SharesProps) => {
  const t = useCreditText();
  const { person } = useSession();
  const people = usePeople().data?.people ?? [];
  const nameOf = (id: string) => people.find((p) => p.id === id)?.name ?? '';
  const set = (at: number, part: Partial<Share>) =>
    onChange(value.map((share, i) => (i === at ? { ...share, ...part } : share)));
  return (
    <div className={css['shares']}>
      {value.map((share, at) => (
        <div key={at} className={css['share']}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            className={css['who'] ?? ''}
            placeholder={t('choosePerson')}
            aria-label={t('choosePerson')}
            value={share.person === '' ? null : share.person}
            onChange={(id: string) => set(at, { person: id })}
            options={people
              .filter((p) => p.id !== person.id && (p.id === share.person || !value.some((v) => v.person === p.id)))
              .map((p) => ({
                value: p.id,
                label: `${p.number} ${p.name}${p.hasLeft ? ` (${t('left')})` : ''}`,
              }))}
          />
          {value.length > 1 && (
            <>
              <InputNumber
                min={1}
                max={1_000_000}
                precision={0}
                aria-label={t('weightOf', { name: nameOf(share.person) })}
                value={share.weight}
                onChange={(weight) => set(at, { weight: weight ?? 1 })}
              />
              <Button
                type="text"
                icon={<DeleteOutlined />}
                aria-label={nameOf(share.person)}
                onClick={() => onChange(value.filter((_, i) => i !== at))}
              />
            </>
          )}
        </div>
      ))}
      {value.length < most && (
        <Button
          type="link"
          size="small"
          icon={<PlusOutlined />}
          onClick={() => onChange([...value, { person: '', weight: 1 }])}
        >
          {t('addShare')}
        </Button>
      )}
    </div>
  );
};
