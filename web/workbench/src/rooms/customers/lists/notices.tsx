import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api } from '@/shared/api/client';
import { useShop } from '@/shared/session';
import { fullMoment } from '@/shared/time/format';
import { Section } from '@/shared/ui/page';
import dossier from '../dossier/dossier.module.css';
import { useText } from './text';
import type { BuyerNotice } from './wire';

export const useBuyerNotices = () => {
  const shop = useShop();
  return useQuery({
    queryKey: ['buyer-notices', shop.id],
    queryFn: ({ signal }) =>
      api.get<{ notices: BuyerNotice[] }>('/api/shop/buyer-notices', { query: { shop: shop.id }, signal }),
    enabled: shop.id !== '',
    refetchInterval: 60_000,
  });
};

/** What changed with customers with whom the reader has something open, until they say that they saw it. */
export const BuyerNotices = () => {
  const t = useText();
  const shop = useShop();
  const client = useQueryClient();
  const found = useBuyerNotices();
  const seen = useMutation({
    mutationFn: (changes: string[]) => api.post('/api/shop/buyer-notices/seen', { shop: shop.id, changes }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['buyer-notices'] }),
  });
  const notices = found.data?.notices ?? [];
  if (notices.length === 0) return null;
  return (
    <Section
      title={t('notices')}
      actions={
        <Button size="small" loading={seen.isPending} onClick={() => seen.mutate(notices.map((one) => one.change))}>
          {t('seen')}
        </Button>
      }
    >
      <p className={dossier['quiet']}>{t('noticesHint')}</p>
      <ul className={dossier['list']}>
        {notices.map((one) => (
          <li key={one.change}>
            {one.matters.map((kind) => (
              <span key={kind} className={dossier['kind']}>
                {t(`matter-${kind}`)}
              </span>
            ))}
            <Link to={`/customers/${one.buyer}`}>{one.name}</Link>{' '}
            {one.values.map((value) => (
              <span key={value.field}>
                {t(`field-${value.field}`)}: {value.now ?? t('none')}{' '}
              </span>
            ))}
            <div className={dossier['quiet']}>
              {fullMoment(one.at, shop.zone)} {one.by !== null && t('changedBy', { name: one.by })}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
};
