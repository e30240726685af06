import { Button } from 'antd';
import { Link } from 'react-router';
import { useMay } from '@/shared/session';
import { shortMoment } from '@/shared/time/format';
import { useMinute } from '@/shared/time/now';
import { useZone } from '@/shared/time/use-zone';
import { Avatar } from '@/shared/ui/avatar';
import { Loading, LoadFailed, NoRight, State } from '@/shared/ui/states';
import css from './search.module.css';
import { useText } from './text';
import { useBuyers } from './use-search';

/** Buyers whose name or number the words find. */
export const BuyerList = ({ q }: { q: string }) => {
  const t = useText();
  const zone = useZone();
  const minute = useMinute();
  const mayRead = useMay('shop.buyer.read');
  const list = useBuyers(mayRead ? q : '');
  if (!mayRead) return <NoRight right={t('noBuyerRight')} />;
  if (q === '') return <State title={t('startTitle')} text={t('noBuyersText')} />;
  if (list.isPending) return <Loading rows={10} />;
  if (list.isError) return <LoadFailed error={list.error} onRetry={() => void list.refetch()} />;
  const buyers = list.data.pages.flatMap((page) => page.buyers);
  if (buyers.length === 0) return <State title={t('noBuyers')} text={t('noBuyersText')} />;
  return (
    <>
      {buyers.map((buyer) => (
        <Link key={buyer.id} className={css['hit']} to={`/customers/${buyer.id}`}>
          <Avatar name={buyer.name} seed={buyer.id} size={32} />
          <span className={css['hitBody']}>
            <span className={css['first']}>
              <span className={css['name']}>{buyer.name}</span>
              <span className={css['quiet']}>#{buyer.number}</span>
              <span className={css['quiet']}>{buyer.tel}</span>
              <time className={css['when']}>{shortMoment(buyer.lastSeenAt, zone, minute)}</time>
            </span>
            <span className={css['said']}>{buyer.note}</span>
          </span>
        </Link>
      ))}
      <div className={css['foot']}>
        {list.hasNextPage ? (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        ) : (
          t('allShown')
        )}
      </div>
    </>
  );
};
