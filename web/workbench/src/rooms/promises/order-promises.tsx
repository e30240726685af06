import { useState } from 'react';
import { Tag } from 'antd';
import { Section } from '@/shared/ui/page';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { DueMark } from './due-mark';
import { PromiseDialog } from './promise-dialog';
import css from './promises.module.css';
import { useText } from './text';
import { usePromiseFeed, usePromises } from './use-promises';

/** What was promised to the buyer and urged of colleagues about one order, with how each stands. */
export const OrderPromises = ({ order }: { order: string }) => {
  const t = useText();
  usePromiseFeed();
  const list = usePromises({ whose: 'all', show: 'open', order });
  const [chosen, setChosen] = useState<string | null>(null);
  const promises = list.data?.pages.flatMap((one) => one.promises) ?? [];
  return (
    <Section title={t('ofOrder')}>
      {list.isPending && <Loading rows={1} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && promises.length === 0 && <span className={css['quiet']}>{t('noneOfOrder')}</span>}
      <div className={css['here']}>
        {promises.map((one) => (
          <button key={one.id} type="button" className={css['card']} onClick={() => setChosen(one.id)}>
            <span className={css['what']}>
              {one.what} {one.isUrge && <Tag color="blue">{one.department ?? t('urge')}</Tag>}
            </span>
            <span className={css['quiet']}>
              <DueMark promise={one} /> · {t(`state-${one.state}`)} · {one.ownerName}
              {one.chased > 0 && ` · ${t('chased', { n: one.chased })}`}
            </span>
          </button>
        ))}
      </div>
      {chosen !== null && <PromiseDialog id={chosen} onDone={() => setChosen(null)} />}
    </Section>
  );
};
