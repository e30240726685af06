import { useState } from 'react';
import { Button } from 'antd';
import { useMay } from '@/shared/session';
import { Loading, LoadFailed } from '@/shared/ui/states';
import { DueMark } from './due-mark';
import { MakePromise } from './make-promise';
import { PromiseDialog } from './promise-dialog';
import css from './promises.module.css';
import { useText } from './text';
import { usePromises } from './use-promises';

/** What was promised in one conversation, beside it. */
export const ConversationPromises = ({ conversation }: { conversation: string }) => {
  const t = useText();
  const mayMake = useMay('promises.promise.make');
  const list = usePromises({ whose: 'all', show: 'open', conversation });
  const [chosen, setChosen] = useState<string | null>(null);
  const [makes, setMakes] = useState(false);
  const promises = list.data?.pages.flatMap((one) => one.promises) ?? [];
  return (
    <div className={css['here']}>
      {list.isPending && <Loading rows={2} />}
      {list.isError && <LoadFailed error={list.error} onRetry={() => void list.refetch()} />}
      {list.data !== undefined && promises.length === 0 && <span className={css['quiet']}>{t('emptyHere')}</span>}
      {promises.map((one) => (
        <button key={one.id} type="button" className={css['card']} onClick={() => setChosen(one.id)}>
          <span className={css['what']}>{one.what}</span>
          <span className={css['quiet']}>
            <DueMark promise={one} /> · {t(`state-${one.state}`)} · {one.ownerName}
          </span>
        </button>
      ))}
      {mayMake && (
        <Button size="small" onClick={() => setMakes(true)}>
          {t('make')}
        </Button>
      )}
      {makes && <MakePromise said="" conversation={conversation} onDone={() => setMakes(false)} />}
      {chosen !== null && <PromiseDialog id={chosen} onDone={() => setChosen(null)} />}
    </div>
  );
};
